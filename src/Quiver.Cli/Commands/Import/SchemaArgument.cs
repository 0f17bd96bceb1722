using Quiver.Cli.CommandLine;
using Quiver.Engine.Schema;
using Quiver.Foundation.IO;

namespace Quiver.Cli.Commands.Import;

/// <summary>Reads the file of <c>--schema</c>.</summary>
internal static class SchemaArgument
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Reads the commands and what is wrong with them.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The file; quotes around it are taken off.</param>
    /// <param name="isForNewDatabase">Whether the import makes a new database.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="CommandException">It is no text, or too long.</exception>
    public static SchemaFileContent Read(IFileSystem files, string path, bool isForNewDatabase)
    {
        string file = Unquote(path);
        return SchemaFile.Read(BoundedText.Read(files, file, MaxBytes), file, isForNewDatabase);
    }

    /// <summary>The path of the file, as <see cref="Read"/> opens it; nothing when there is none.</summary>
    public static IEnumerable<string> Path(ParsedArguments arguments) =>
        arguments.Last("--schema") is { } path ? [Unquote(path)] : [];

    private static string Unquote(string path) =>
        path.Length > 1 && path[0] == path[^1] && path[0] is '\'' or '"' ? path[1..^1] : path;
}
