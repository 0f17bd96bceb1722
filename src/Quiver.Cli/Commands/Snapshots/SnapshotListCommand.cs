using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Import;
using Quiver.Storage.Kept;

namespace Quiver.Cli.Commands.Snapshots;

/// <summary>Lists the states of a database that were kept before incremental imports.</summary>
internal static class SnapshotListCommand
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database snapshot list",
            Summary =
                "List the states of a database that --keep-previous has kept, and the disk space that only they take.",
            Positional = "<database>",
            Examples = ["quiver database snapshot list movies"],
            RunAsync = RunAsync,
        };

    /// <summary>A line for each snapshot.</summary>
    public static IEnumerable<string> Describe(CommandContext context, string directory) =>
        KeptGenerations
            .Names(context.FileSystem, directory)
            .Select(name => Describe(KeptGenerations.Read(context.FileSystem, directory, name)));

    private static string Describe(KeptGeneration kept) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"  {kept.Name, -32} {kept.CreatedAt.ToString(TimeFormat, CultureInfo.InvariantCulture)} UTC  commit {kept.Sequence}: {kept.Nodes} nodes, {kept.Relationships} relationships, {ImportText.Size(kept.Bytes)}, of which {ImportText.Size(kept.OwnBytes)} only there"
        );

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        string directory = DatabaseArgument.FindDirectory(arguments, context);
        var lines = Describe(context, directory).ToList();
        string name = Path.GetFileName(directory);
        await context.Output.WriteLineAsync(
            lines.Count == 0 ? $"'{name}' has no snapshots." : $"Snapshots of '{name}'"
        );
        foreach (string line in lines)
        {
            await context.Output.WriteLineAsync(line);
        }
        return ExitCode.Success;
    }
}
