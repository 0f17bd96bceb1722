using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Import;
using Quiver.Import.Increments;

namespace Quiver.Cli.Commands.Import;

/// <summary><c>database import status</c>: tells how far a database's incremental import is.</summary>
internal static class ImportStatusCommand
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database import status",
            Summary = "Show how far the incremental import into a database is.",
            Positional = "<database>",
            Examples = ["quiver database import status movies"],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        string directory = DatabaseArgument.FindDirectory(arguments, context);
        string name = Path.GetFileName(directory);
        var file = IncrementFile.TryRead(context.FileSystem, directory);
        bool isMerged = file?.Increment?.IsMarkedMerged(context.FileSystem) == true;
        foreach (string line in Describe(name, file, isMerged))
        {
            await context.Output.WriteLineAsync(line);
        }
        return ExitCode.Success;
    }

    private static IEnumerable<string> Describe(string name, IncrementFile? file, bool isMerged)
    {
        if (file is null)
        {
            yield return $"No incremental import into '{name}' is under way.";
            yield break;
        }
        yield return $"Incremental import into '{name}'";
        yield return $"  1 prepare  done {Show(file.PreparedAt)}";
        if (file.Increment is not { } increment)
        {
            yield return "  2 build    to be done: --stage=build, with the same files and options";
            yield return "  3 merge    to be done";
            yield break;
        }
        yield return $"  2 build    done {Show(file.BuiltAt!.Value)}";
        yield return isMerged
            ? "  3 merge    done, but the command was ended before: --stage=merge ends it, no files needed"
            : "  3 merge    to be done: --stage=merge, no files needed";
        var counts = file.Counts;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Nodes          {counts.NodesCreated} created, {counts.NodesUpdated} updated, {counts.NodesDeleted} deleted"
        );
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Relationships  {counts.RelationshipsCreated} created, {counts.RelationshipsUpdated} updated, {counts.RelationshipsDeleted} deleted"
        );
        yield return string.Create(CultureInfo.InvariantCulture, $"Left out       {file.Skipped}");
        yield return $"Size           {ImportText.Size(increment.Chunks.Sum(static chunk => chunk.Length))}";
    }

    private static string Show(DateTime time) =>
        time.ToString(TimeFormat, CultureInfo.InvariantCulture) + " UTC";
}
