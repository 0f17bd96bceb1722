using System.Text;
using Quiver.Engine.Schema;

namespace Quiver.Engine.Tests.Schema;

/// <summary>
/// The cases of <c>SchemaFiles.txt</c>: a schema file, a line <c>----</c>, what is read from it, and a line <c>====</c> between cases. With
/// QUIVER_REWRITE_SPECIFICATIONS=1 the expectations are replaced by what came out, to be reviewed as a diff.
/// </summary>
public sealed class SchemaFileTests
{
    private const string InputEnd = "\n----\n";
    private const string CaseEnd = "\n====\n";

    [Fact]
    public void Every_file_gives_the_commands_problems_and_notes_written_down()
    {
        string path = Path.Combine(FindFolder(), "SchemaFiles.txt");
        var cases = File.ReadAllText(path)
            .TrimEnd('\n')
            .Split(CaseEnd)
            .Select(block => (block + "\n").Split(InputEnd, 2))
            .Select(parts => (Input: parts[0], Expected: parts[1].TrimEnd('\n')))
            .ToList();
        if (Environment.GetEnvironmentVariable("QUIVER_REWRITE_SPECIFICATIONS") == "1")
        {
            var rewritten = cases.Select(c => c.Input + InputEnd + Run(c.Input));
            File.WriteAllText(path, string.Join(CaseEnd, rewritten) + "\n");
            return;
        }
        Assert.NotEmpty(cases);
        Assert.All(
            cases,
            c => Assert.Equal($"{c.Input}\n{c.Expected}", $"{c.Input}\n{Run(c.Input)}")
        );
    }

    private static string Run(string text)
    {
        var content = SchemaFile.Read(text, "schema.cypher");
        var lines = new StringBuilder();
        foreach (var command in content.Commands)
        {
            lines.Append("makes ").Append(command.Text).Append('\n');
        }
        foreach (var problem in content.Problems)
        {
            Assert.Equal(64, (int)problem.Kind);
            lines.Append(problem.Message).Append('\n');
        }
        foreach (string note in content.Notes)
        {
            lines.Append("notes ").Append(note).Append('\n');
        }
        return lines.ToString().TrimEnd('\n');
    }

    private static string FindFolder()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Quiver.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }
        Assert.NotNull(folder);
        return Path.Combine(folder, "tests", "Quiver.Engine.Tests", "Schema");
    }
}
