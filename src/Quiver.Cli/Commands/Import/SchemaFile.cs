using Quiver.Cli.CommandLine;
using Quiver.Cli.Shell;
using Quiver.Foundation.IO;

namespace Quiver.Cli.Commands.Import;

/// <summary>Reads the file of <c>--schema</c>: commands that create indexes and constraints, separated by semicolons.</summary>
internal static class SchemaFile
{
    private const int MaxBytes = 1 << 20;
    private const int ShownCharacters = 120;

    /// <summary>Reads the commands.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The file; quotes around it are taken off.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<SchemaCommand> Read(IFileSystem files, string path)
    {
        string script = BoundedText.Read(files, Unquote(path), MaxBytes);
        return
        [
            .. StatementSplitter
                .SplitWithPositions(script)
                .Select(statement =>
                {
                    int start = statement.Start + StatementSplitter.BlankLength(statement.Text);
                    string text = script.Substring(
                        start,
                        statement.Start + statement.Text.Length - start
                    );
                    int line = 1 + script.AsSpan(0, start).Count('\n');
                    return new SchemaCommand(KindOf(text), text.TrimEnd(), line);
                }),
        ];
    }

    /// <summary>What stops an import with these commands, as whole sentences.</summary>
    /// <param name="path">The file, for the messages.</param>
    /// <param name="commands">What stands in it.</param>
    public static IEnumerable<string> FindProblems(
        string path,
        IEnumerable<SchemaCommand> commands
    ) =>
        commands.Select(command =>
        {
            string place = $"{Unquote(path)}:{command.Line}: '{Shorten(command.Text)}'";
            return command.Kind switch
            {
                SchemaCommandKind.Drop =>
                    $"{place} drops something, but a full import begins with an empty database: take the command out of the file.",
                SchemaCommandKind.CreateIndex =>
                    $"{place} creates an index, which this version cannot do yet: take the command out of the file.",
                SchemaCommandKind.CreateConstraint =>
                    $"{place} creates a constraint, which this version cannot do yet: take the command out of the file.",
                _ =>
                    $"{place} does not belong into a schema file: only CREATE … INDEX and CREATE CONSTRAINT do.",
            };
        });

    private static string Unquote(string path) =>
        path.Length > 1 && path[0] == path[^1] && path[0] is '\'' or '"' ? path[1..^1] : path;

    private static SchemaCommandKind KindOf(string command)
    {
        string[] words =
        [
            .. command
                .Split((char[]?)null, 5, StringSplitOptions.RemoveEmptyEntries)
                .Take(4)
                .Select(word => word.ToUpperInvariant()),
        ];
        return words switch
        {
            ["DROP", ..] => SchemaCommandKind.Drop,
            ["CREATE", "CONSTRAINT", ..] => SchemaCommandKind.CreateConstraint,
            ["CREATE", "INDEX", ..] => SchemaCommandKind.CreateIndex,
            [
                "CREATE",
                "RANGE"
                or "TEXT"
                or "POINT"
                or "FULLTEXT"
                or "VECTOR"
                or "LOOKUP"
                or "BTREE",
                "INDEX",
                ..,
            ] => SchemaCommandKind.CreateIndex,
            _ => SchemaCommandKind.Other,
        };
    }

    private static string Shorten(string text)
    {
        string line = string.Join(
            ' ',
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        return line.Length <= ShownCharacters ? line : line[..ShownCharacters] + "…";
    }
}
