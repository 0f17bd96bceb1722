using System.Globalization;
using Quiver.Cli.CommandLine;
using Quiver.Import;
using Quiver.Storage.Backups;

namespace Quiver.Cli.Commands.Backups;

/// <summary>Reads all of a backup and says whether it can be restored.</summary>
internal static class DatabaseVerifyBackupCommand
{
    /// <summary>The command.</summary>
    public static CommandDefinition Definition { get; } =
        new()
        {
            Name = "database verify-backup",
            Summary = "Verify every checksum of a backup, and that each database in it is whole.",
            Positional = "<backup file>",
            Examples = ["quiver database verify-backup data/backups/snb.qbackup"],
            RunAsync = RunAsync,
        };

    private static async Task<int> RunAsync(ParsedArguments arguments, CommandContext context)
    {
        string path = arguments.Positionals is [{ Length: > 0 } only]
            ? only
            : throw UsageErrors.Invalid("'quiver database verify-backup' needs a backup file.");
        using var archive = BackupArchive.Open(context.FileSystem, Path.GetFullPath(path));
        var summary = archive.Verify(context.Stop);
        await context.Output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Path}: {ImportText.Size(summary.Bytes)}, sha256:{summary.Checksum}, made {summary.Created:u}"
            )
        );
        foreach (var database in summary.Databases)
        {
            await context.Output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {database.Name}: {database.NodeCount} nodes, {database.RelationshipCount} relationships, {ImportText.Size(database.Bytes)}, up to commit {database.Sequence}"
                )
            );
        }
        await context.Output.WriteLineAsync("No damage found.");
        return ExitCode.Success;
    }
}
