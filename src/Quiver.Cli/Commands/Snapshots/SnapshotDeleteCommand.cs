using Quiver.Cli.CommandLine;
using Quiver.Storage.Catalog;
using Quiver.Storage.Kept;

namespace Quiver.Cli.Commands.Snapshots;

/// <summary>Deletes a state of a database that was kept.</summary>
internal static class SnapshotDeleteCommand
{
    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database snapshot delete",
            Summary = "Delete a state of a database that --keep-previous has kept.",
            Positional = SnapshotArguments.Words,
            Examples = ["quiver database snapshot delete movies before_may"],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        var (directory, name) = SnapshotArguments.Read(arguments, context, Definition);
        using var noImport =
            ImportLock.TryTake(context.FileSystem, directory)
            ?? throw new DatabaseInUseException(directory);
        KeptGenerations.Delete(context.FileSystem, directory, name);
        await context.Output.WriteLineAsync(
            $"Deleted the snapshot '{name}' of '{Path.GetFileName(directory)}'."
        );
        return ExitCode.Success;
    }
}
