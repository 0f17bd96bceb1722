using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Backups;
using Quiver.Cli.Commands.Settings;
using Quiver.Storage.Catalog;
using Quiver.Storage.Kept;

namespace Quiver.Cli.Commands.Snapshots;

/// <summary>Returns a database to a state that was kept: by one rename, also while it is served. The snapshot stays.</summary>
internal static class SnapshotRestoreCommand
{
    private const string Name = "database snapshot restore";

    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = Name,
            Summary =
                "Return a database to a state that --keep-previous has kept, also in a running server. What was committed since is gone.",
            Positional = "<database> <snapshot>",
            MaxPositionals = SnapshotArguments.Words,
            Options = [],
            Examples = ["quiver database snapshot restore movies before_may"],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        var (directory, name) = SnapshotArguments.Read(arguments, context, Name);
        string database = Path.GetFileName(directory);
        string home = ServerSettings.Read(arguments, context).DataDirectory;
        var destination = await RestoreDestination.FindAsync(home, database, directory, context);
        destination.Refuse(destination.Look(), overwrites: true);
        using var noImport =
            ImportLock.TryTake(context.FileSystem, directory)
            ?? throw new DatabaseInUseException(directory);
        var kept = KeptGenerations.Read(context.FileSystem, directory, name);
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
}
