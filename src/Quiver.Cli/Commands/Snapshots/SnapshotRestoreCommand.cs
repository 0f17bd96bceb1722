using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Backups;
using Quiver.Cli.Commands.Settings;
using Quiver.Storage.Catalog;
using Quiver.Storage.Information;
using Quiver.Storage.Kept;

namespace Quiver.Cli.Commands.Snapshots;

/// <summary>Returns a database to a state that was kept: by one rename, also while it is served. The snapshot stays.</summary>
internal static class SnapshotRestoreCommand
{
    private const string Overwrite = RestoreDestination.Overwrite;

    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database snapshot restore",
            Summary =
                "Return a database to a state that --keep-previous has kept, also in a running server. What was committed since is gone.",
            Positional = SnapshotArguments.Words,
            Options =
            [
                new(
                    Overwrite,
                    OptionKind.Switch,
                    "Give up what was committed since. Without it the command says what that is, and changes nothing."
                ),
            ],
            Examples =
            [
                "quiver database snapshot restore movies before_may --overwrite-destination",
            ],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        var (directory, name) = SnapshotArguments.Read(arguments, context, Definition);
        string database = Path.GetFileName(directory);
        var kept = KeptGenerations.Read(context.FileSystem, directory, name);
        if (!arguments.Switch(Overwrite))
        {
            throw UsageErrors.Invalid(DescribeLoss(context, directory, kept));
        }
        string home = ServerSettings.Read(arguments, context).DataDirectory;
        var destination = await RestoreDestination.FindAsync(home, database, directory, context);
        destination.Refuse(destination.Look(), overwrites: true);
        using var noImport =
            ImportLock.TryTake(context.FileSystem, directory)
            ?? throw new DatabaseInUseException(directory);
        var restore = new KeptRestore(context.FileSystem, directory);
        var generation = restore.Stage(name, context.Stop);
        destination.Publish(
            generation,
            overwrites: true,
            isPublished => restore.Clean(generation, isPublished)
        );
        await context.Output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{database}' is as the snapshot '{name}' again: {kept.Nodes} nodes, {kept.Relationships} relationships, as of commit {kept.Sequence}. The snapshot stays until 'quiver database snapshot delete'."
            )
        );
        return ExitCode.Success;
    }

    /// <summary>What would be gone.</summary>
    private static string DescribeLoss(
        CommandContext context,
        string directory,
        KeptGeneration kept
    )
    {
        string database = Path.GetFileName(directory);
        string what;
        using (var now = StoredDatabase.Latest(context.FileSystem, directory))
        {
            what = string.Create(
                CultureInfo.InvariantCulture,
                $"'{database}' is at commit {now.Sequence} with {now.NodeCount} nodes and {now.RelationshipCount} relationships, the snapshot '{kept.Name}' at commit {kept.Sequence} with {kept.Nodes} and {kept.Relationships}. "
            );
            what += KeptGenerations.IsOfSameLog(context.FileSystem, directory, kept.Name)
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"To return to it gives up the {Count(now.Sequence - kept.Sequence)} since."
                )
                : "The database was restored or imported anew since: to return to the snapshot gives up all that it is now.";
        }
        return $"{what} {Overwrite} does it; nothing was changed.";
    }

    private static string Count(long commits) =>
        commits == 1
            ? "1 commit"
            : string.Create(CultureInfo.InvariantCulture, $"{commits} commits");
}
