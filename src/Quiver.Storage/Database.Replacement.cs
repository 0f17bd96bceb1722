using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Storage.Checkpoints;
using Quiver.Storage.Generations;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;
using Quiver.Storage.Transactions;

namespace Quiver.Storage;

/// <content>A full import takes the place of a database that is open: writes end, the generation is published, another object goes on.</content>
public sealed partial class Database
{
    /// <summary>Whether it never held anything, names of labels, types and keys included.</summary>
    public bool IsNeverUsed => Sequence == 0 && IsBlank(_commits.State.Base.Generation.Manifest);

    /// <summary>Whether another generation took its place, or may have: it no longer holds the folder's LOCK.</summary>
    public bool IsReplaced => _commits.IsFenced && _lock is null;

    /// <summary>Whether the database of a folder, whose LOCK the caller holds, never held anything. Changes nothing.</summary>
    /// <exception cref="CorruptionException">Its manifest is damaged.</exception>
    public static bool IsUnused(IFileSystem files, string directory) =>
        IsBlank(ManifestFile.Read(files, directory))
        && !new LogFiles(files, directory).HoldRecords();

    /// <summary>
    /// Puts a sealed generation in this database's place. No write begins any more; those that are open may end within the time given, and fail
    /// otherwise. The generation is opened before it is published: one that cannot be read changes nothing. On success this object holds no LOCK any more
    /// and still gives snapshots, of the last commit, until it is disposed; the files that only it needs are deleted when the last of them has gone.
    /// </summary>
    /// <param name="generation">What is to take its place, and has not done so already.</param>
    /// <param name="patience">How long to wait for the open writing transactions.</param>
    /// <param name="onlyUnused">Whether to refuse when this database holds or held anything.</param>
    /// <returns>The database that goes on; null when it was refused.</returns>
    /// <exception cref="StorageException">The generation cannot be read; or an earlier replacement failed halfway.</exception>
    /// <exception cref="IOException">The disk failed. The database goes on as before unless it no longer takes writes.</exception>
    public async ValueTask<Database?> ReplaceAsync(
        SealedGeneration generation,
        TimeSpan patience,
        bool onlyUnused
    )
    {
        await _checkpoints.WaitAsync().ConfigureAwait(false);
        try
        {
            bool isQuiet = await _writers.CloseAsync(patience).ConfigureAwait(false);
            Invariant.Assert(!generation.IsPublishedAs(_commits.State.Base.Generation.Manifest));
            if (onlyUnused && !(isQuiet && IsNeverUsed))
            {
                return null;
            }
            return await Task
                .Factory.StartNew(
                    () => Replace(generation),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
                .ConfigureAwait(false);
        }
        finally
        {
            _writers.Open();
            _checkpoints.Release();
        }
    }

    private Database Replace(SealedGeneration generation)
    {
        if (_commits.IsFenced)
        {
            throw StorageErrors.ReplacementFailed(Directory);
        }
        _commits.Fence(true);
        var current = _commits.State.Base.Generation.Manifest;
        var manifest = GenerationPublisher.Following(generation, current);
        try
        {
            // What cannot be opened is refused as long as there is something to go back to.
            Checkpointer.OpenBase(_store, Directory, manifest).Unpin();
            ManifestFile.Write(_files, Directory, manifest);
        }
        catch
        {
            // Unless the failure came after the rename, all is as it was. If it did, which manifest is live shows when the database is opened again.
            if (GenerationPublisher.ReadPrevious(_files, Directory)?.LogId == LogId)
            {
                _commits.Fence(false);
            }
            throw;
        }
        return Succeed(current, manifest);
    }

    private Database Succeed(Manifest superseded, Manifest manifest)
    {
        _log.Dispose();
        // Its readers may stay for long; what it builds nobody would read.
        _schemaChanges.Populator.Stop();
        var taken = _lock;
        _lock = null;
        try
        {
            _files.DeleteDirectory(Path.Join(Directory, StoreFolders.Log));
            var next = Start(new Database(_files, Directory, _options, manifest, taken));
            var store = new FileSegmentStore(_files, Directory);
            _commits.State.Base.WhenReleased(() => StoreSweep.Delete(store, superseded, manifest));
            return next;
        }
        catch
        {
            // The new generation is live: the next opening meets what was in the way here, if it is still there.
            taken?.Dispose();
            throw;
        }
    }

    private static bool IsBlank(Manifest manifest) =>
        manifest.Replay.Sequence == 0
        && manifest.NodeIdLimit == 0
        && manifest.RelationshipIdLimit == 0
        && manifest.Schema.Version == 0
        && manifest.Files.Count == 0
        && manifest.Patches.Count == 0;
}
