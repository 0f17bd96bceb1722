using Quiver.Foundation.IO;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Indexes;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Reading;
using Quiver.Storage.Store;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Checkpoints;

/// <summary>
/// The disk's half of a checkpoint: writes part of a database's delta as a patch and publishes it. A crash at any step leaves the manifest before or the one
/// after, and with it the same graph.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="store">Where patches are kept.</param>
/// <param name="directory">The database's folder.</param>
/// <param name="foldLimitBytes">The longest patch that comes out of folding.</param>
/// <remarks>One checkpoint at a time. Blocks its thread on the disk: call it on a thread of its own.</remarks>
internal sealed class Checkpointer(
    IFileSystem files,
    ISegmentStore store,
    string directory,
    long foldLimitBytes
)
{
    private readonly PatchFolding _folding = new();
    private bool _isStopped;

    /// <summary>How many of a state's patches, the newest, its next checkpoint folds.</summary>
    public int Fold(DatabaseState state)
    {
        int length = CheckpointPlan.LengthOfOldestPart(state.Delta);
        if (length == 1 && CheckpointPlan.IsKept(state.Delta[^1]))
        {
            return 0;
        }
        long changed = 0;
        foreach (var run in state.Delta.AsSpan(state.Delta.Length - length))
        {
            changed += run.Bytes.Length;
        }
        long[] patches = [.. state.Base.Patches.Select(static p => (long)p.Bytes.Length)];
        return _folding.Fold(patches, changed, foldLimitBytes);
    }

    /// <summary>Writes the patches, oldest first; nothing names them yet. Returns each one's file and the run that it is.</summary>
    /// <exception cref="StorageException">The checkpoint before failed while it was published, or the patch would be too long.</exception>
    /// <exception cref="IOException">The disk failed or is full. Nothing of the database has changed.</exception>
    public List<(PatchFile File, ChangeRun Run)> WritePatches(CheckpointPlan plan)
    {
        if (_isStopped)
        {
            throw StorageErrors.CheckpointsStopped(directory);
        }
        var patches = new List<(PatchFile, ChangeRun)>();
        foreach (var part in plan.Parts)
        {
            var merged = DeltaStack.Merge(part)!;
            string name = PatchWriter.NameOf(plan.Previous.Generation + 1, patches.Count);
            patches.Add((merged.Adopted ?? PatchWriter.Write(store, name, merged), merged));
        }
        return patches;
    }

    /// <summary>Appends the record, replaces MANIFEST and opens what it names. On return it is durable.</summary>
    /// <param name="manifest">The manifest that names the patch.</param>
    /// <param name="append">Appends a record behind all that were appended before.</param>
    public PinnedBase Publish(
        Manifest manifest,
        Func<LogRecordKind, byte[], Task<(AppendResult, long)>> append
    )
    {
        // Until the new base is open, a failure leaves open which manifest is live: a next checkpoint might replace a patch that it names.
        _isStopped = true;
        var (result, _) = append(LogRecordKind.GenerationPublished, PublishedBody.Of(manifest))
            .GetAwaiter()
            .GetResult();
        if (result == AppendResult.NoSpace)
        {
            _isStopped = false;
            throw StorageErrors.DiskFull(directory);
        }
        if (result != AppendResult.Committed)
        {
            throw StorageErrors.LogStopped();
        }
        Replace(manifest);
        var published = OpenBase(store, directory, manifest);
        _isStopped = false;
        return published;
    }

    /// <summary>Opens the base, the patches and the indexes that a manifest names.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="directory">The database's folder.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="damaged">Gets the indexes that are left out because their files cannot be used; null when there must be none.</param>
    public static PinnedBase OpenBase(
        ISegmentStore store,
        string directory,
        Manifest manifest,
        List<DamagedIndex>? damaged = null
    )
    {
        var generation = Generation.Open(store, directory, manifest);
        BaseIndexes? indexes = null;
        try
        {
            indexes = BaseIndexes.Open(store, manifest, damaged);
            return new(generation, PatchReader.Open(store, manifest), indexes);
        }
        catch
        {
            indexes?.Dispose();
            generation.Dispose();
            throw;
        }
    }

    /// <summary>Gives up what a published checkpoint made superfluous: now the log before it, and files that only the manifest before names when nobody reads them any more.</summary>
    public void Release(
        CheckpointPlan plan,
        Manifest published,
        PinnedBase previous,
        ICommitLog log
    )
    {
        string[] merged = [.. plan.MergedFiles(published)];
        previous.WhenReleased(() =>
        {
            StoreSweep.Delete(store, plan.Previous, published);
            StoreSweep.Delete(store, merged);
        });
        try
        {
            log.Trim(plan.Replay);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The files are not needed; the next checkpoint or opening deletes them.
        }
    }

    /// <summary>Replaces MANIFEST. When a full disk was met before the rename, the one before is live still, and a later checkpoint may try again.</summary>
    private void Replace(Manifest manifest)
    {
        try
        {
            ManifestFile.Write(files, directory, manifest);
        }
        catch (DiskFullException)
        {
            _isStopped = ManifestFile.Read(files, directory).Generation == manifest.Generation;
            throw;
        }
    }
}
