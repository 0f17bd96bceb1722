using Quiver.Engine.Databases;
using Quiver.Model.Status;
using Quiver.Storage.Backups;

namespace Quiver.Engine.Backups;

/// <summary>Makes backups of databases while they are read and written.</summary>
/// <remarks>Thread safe; one backup at a time.</remarks>
internal sealed class BackupService(EngineOptions options, DatabaseSet databases)
{
    private readonly BackupFolder _folder = new(
        options.FileSystem,
        options.BackupDirectory ?? Path.Combine(options.Home, "backups")
    );

    /// <summary>Makes a backup. All databases are pinned before the first is copied, so that they are of the same moment but for what is committed while that is done.</summary>
    /// <exception cref="CypherException">A database does not exist or cannot be read, the path is not allowed, or the disk failed: nothing is left.</exception>
    public async Task<BackupReport> RunAsync(
        BackupRequest request,
        CancellationToken cancellationToken
    )
    {
        string[] names = request.Database is { } one
            ? [databases.Resolve(one)]
            :
            [
                .. databases.List().Select(static d => d.Name),
                Storage.Catalog.DatabaseNames.System,
            ];
        var sources = new List<(string Name, BackupSource Source)>();
        try
        {
            using var turn = _folder.TryLock() ?? throw BackupServiceErrors.InProgress();
            var now = options.Clock.UtcNow;
            string path = _folder.FileOf(
                request with
                {
                    Database = names.Length == 1 ? names[0] : null,
                },
                now
            );
            foreach (string name in names)
            {
                sources.Add((name, await databases.PinForBackupAsync(name, cancellationToken)));
            }
            // The disk is waited for on a thread of its own.
            var summary = await Task.Factory.StartNew(
                () => Write(path, now, sources, cancellationToken),
                cancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
            return Report(summary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BackupServiceErrors.Failed(error);
        }
        finally
        {
            foreach (var (_, source) in sources)
            {
                source.Dispose();
            }
        }
    }

    private BackupSummary Write(
        string path,
        DateTimeOffset now,
        List<(string Name, BackupSource Source)> sources,
        CancellationToken cancellationToken
    )
    {
        using var writer = new BackupWriter(options.FileSystem, path, now);
        foreach (var (name, source) in sources)
        {
            writer.Add(name, source, cancellationToken);
        }
        return writer.Finish();
    }

    private static BackupReport Report(BackupSummary summary) =>
        new(
            summary.Path,
            summary.Bytes,
            summary.Checksum,
            summary.Created,
            [
                .. summary.Databases.Select(static database => new DatabaseInBackup(
                    database.Name,
                    OpenDatabase.BookmarkOf(database.LogId, database.Sequence),
                    database.Bytes,
                    database.NodeCount,
                    database.RelationshipCount
                )),
            ]
        );
}
