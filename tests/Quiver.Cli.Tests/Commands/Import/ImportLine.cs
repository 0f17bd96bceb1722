using System.Text;
using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import;
using Quiver.Foundation;
using Quiver.Import;

namespace Quiver.Cli.Tests.Commands.Import;

/// <summary>A folder with files, in which import command lines are read. <c>~</c> in an argument stands for the folder.</summary>
internal sealed class ImportLine : IDisposable, IClock
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quiver-line-");

    public string Folder => _folder.FullName;

    public Dictionary<string, string> Variables { get; } = [];

    /// <inheritdoc/>
    public DateTimeOffset UtcNow => new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    /// <inheritdoc/>
    public long MonotonicNanoseconds => 0;

    /// <summary>Writes files that hold nothing of interest.</summary>
    public ImportLine Files(params string[] names)
    {
        foreach (string name in names)
        {
            Write(name, ":ID\n");
        }
        return this;
    }

    public string Write(string name, string text)
    {
        string path = Path.Join(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    /// <summary>Reads a line whose words are separated by blanks.</summary>
    public ImportRequest Read(string line) =>
        Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public ImportRequest Read(IEnumerable<string> arguments) => Read(ImportCommand.Full, arguments);

    public ImportRequest Read(CommandDefinition command, IEnumerable<string> arguments)
    {
        Variables.TryAdd("QUIVER_HOME", Path.Join(Folder, "home"));
        var context = new CommandContext
        {
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            Input = TextReader.Null,
            Environment = name => Variables.GetValueOrDefault(name),
            Clock = this,
        };
        string[] expanded =
        [
            .. ArgumentFiles
                .ExpandLegacy(
                    ArgumentFiles.Expand(arguments.Select(AtFolder), context.FileSystem),
                    context.FileSystem
                )
                .Select(AtFolder),
        ];
        return ImportArguments.Read(
            ArgumentParser.Parse(command, expanded),
            context,
            isIncremental: command == IncrementalImportCommand.Definition
        );
    }

    /// <summary>What the importer would be told.</summary>
    public ImportOptions Options(string line) => Read(line).Options;

    /// <summary>The message with which a line is refused, at once or by the importer.</summary>
    public string Refuse(string line)
    {
        try
        {
            var problems = Options(line).Problems;
            Assert.NotEmpty(problems);
            return string.Join('\n', problems.Select(problem => problem.Message));
        }
        catch (CommandException e)
        {
            Assert.Contains(e.ExitCode, new[] { ExitCode.Usage, ExitCode.InputOutput });
            return e.Message;
        }
    }

    /// <summary>Paths relative to the folder.</summary>
    public IEnumerable<string> Relative(IEnumerable<string> paths) =>
        paths.Select(path => Path.GetRelativePath(Folder, path));

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private string AtFolder(string argument) =>
        argument.Replace("~", Folder, StringComparison.Ordinal);
}
