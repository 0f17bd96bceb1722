using Quiver.Foundation.IO;
using Quiver.Storage.Checkpoints;
using Quiver.Storage.Increments;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Store;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Information;

/// <summary>
/// A database read from its files alone, as of the newest commit in its log: whether another process has it open or not. Takes no lock and changes nothing.
/// </summary>
public static class StoredDatabase
{
    // A checkpoint of the process that has it open replaces files while they are opened.
    private const int Attempts = 100;

    /// <summary>The graph as of the newest commit. The caller disposes it.</summary>
    /// <exception cref="CorruptionException">Its files are damaged.</exception>
    /// <exception cref="StorageException">There is no database, or a newer release wrote it.</exception>
    public static Snapshot Latest(IFileSystem files, string directory)
    {
        var state = LatestState(files, directory);
        return new(state.Base, state.Delta, state.Tokens, state.Schema, state.Sequence);
    }

    /// <summary>Whether an increment is among the commits.</summary>
    /// <exception cref="CorruptionException">Its files are damaged.</exception>
    /// <exception cref="StorageException">There is no database, or a newer release wrote it.</exception>
    internal static bool HasMerged(IFileSystem files, string directory, Increment increment)
    {
        var state = LatestState(files, directory);
        try
        {
            return IncrementMark.IsMerged(files, increment, state);
        }
        finally
        {
            state.Base.Unpin();
        }
    }

    private static DatabaseState LatestState(IFileSystem files, string directory)
    {
        for (int attempt = 1; ; attempt++)
        {
            var manifest = ManifestFile.Read(files, directory);
            try
            {
                return Read(files, directory, manifest);
            }
            catch (Exception error)
                when (error is CorruptionException or FileNotFoundException
                    && attempt < Attempts
                    && ManifestFile.Read(files, directory).Generation != manifest.Generation
                )
            {
                // What was read belongs to a manifest that is no more.
            }
        }
    }

    private static DatabaseState Read(IFileSystem files, string directory, Manifest manifest)
    {
        var store = new FileSegmentStore(files, directory);
        // Counts need no index: one that is damaged does not stand in the way.
        var recovery = new DatabaseRecovery(
            new DatabaseState(
                Checkpointer.OpenBase(store, directory, manifest, []),
                [],
                manifest.Tokens,
                new SchemaState(manifest.Schema, new()),
                manifest.Replay.Sequence,
                manifest.Replay
            ),
            store
        );
        try
        {
            using var scan = new LogScan(
                new LogFiles(files, directory),
                manifest.LogId,
                recovery.Replay
            );
            scan.Run(manifest.Replay);
            return recovery.State;
        }
        catch
        {
            recovery.State.Base.Unpin();
            throw;
        }
    }
}
