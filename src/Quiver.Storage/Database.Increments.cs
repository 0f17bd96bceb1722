using System.Diagnostics;
using Quiver.Storage.Delta;
using Quiver.Storage.Increments;
using Quiver.Storage.Transactions;

namespace Quiver.Storage;

/// <content>An increment that was built beside the database becomes one commit of it.</content>
public sealed partial class Database
{
    private readonly SemaphoreSlim _merges = new(1, 1);

    /// <summary>
    /// Merges an increment, in one step: readers see all of it or nothing, and go on meanwhile; writing transactions are held back for a moment. What was committed
    /// since the increment was built stays. Its files are only read.
    /// </summary>
    /// <exception cref="MergeConflictException">The database has changed so that the increment does not fit any more; nothing was changed.</exception>
    /// <exception cref="Model.Status.CypherException">The increment violates a constraint, or the log failed; nothing was changed.</exception>
    /// <exception cref="StorageException">It cannot be merged; nothing was changed.</exception>
    /// <exception cref="IOException">The disk failed or is full; unless the log failed nothing was changed.</exception>
    public async ValueTask<MergeResult> MergeAsync(
        Increment increment,
        MergeOptions options,
        CancellationToken cancellation = default
    )
    {
        await _merges.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _commits.ThrowIfFenced();
            var merge = new IncrementMerge(this, increment, options);
            // What is computed, and the disk, are waited for on a thread of its own, not on one of the pool.
            return await Task
                .Factory.StartNew(
                    () => merge.RunAsync(cancellation).AsTask(),
                    cancellation,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
                .Unwrap()
                .ConfigureAwait(false);
        }
        finally
        {
            _commits.EndWatch();
            _merges.Release();
        }
    }

    /// <summary>Whether an increment was merged already.</summary>
    internal bool IsMerged(Increment increment) =>
        IncrementMark.IsMerged(_files, increment, _commits.State);

    /// <summary>The newest graph, which the caller disposes, and what commits from now on.</summary>
    internal Snapshot LatestWatched(out CommitWatch watch) => _commits.LatestWatched(out watch);

    /// <summary>Takes ids that follow each other, for an increment. Nobody else gets them until the database is opened again.</summary>
    internal (long FirstNode, long FirstRelationship) TakeIds(long nodes, long relationships) =>
        (_nodeIds.Take(nodes).From, _relationshipIds.Take(relationships).From);

    /// <summary>Makes a run that lies in a file a commit, in a moment without open writing transactions and checkpoints.</summary>
    /// <param name="run">The run; its file is durable in the store.</param>
    /// <param name="folder">The increment's folder, which is told.</param>
    /// <param name="longestPause">How long writers are held back for others to end.</param>
    /// <param name="mayCommit">Asked when nothing can be committed any more: whether the run still fits.</param>
    /// <returns>What came of it, the commit's number, and how long writers were held back.</returns>
    internal async ValueTask<(AdoptOutcome Outcome, long Sequence, TimeSpan Pause)> AdoptAsync(
        ChangeRun run,
        string folder,
        TimeSpan longestPause,
        Func<DatabaseState, bool> mayCommit
    )
    {
        await _checkpoints.WaitAsync().ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            long start = Stopwatch.GetTimestamp();
            var (outcome, sequence) = await AdoptNowAsync(run, longestPause, mayCommit)
                .ConfigureAwait(false);
            var pause = Stopwatch.GetElapsedTime(start);
            if (outcome == AdoptOutcome.Done)
            {
                IncrementMark.Write(_files, folder);
            }
            return (outcome, sequence, pause);
        }
        finally
        {
            _checkpoints.Release();
        }
    }

    private async ValueTask<(AdoptOutcome Outcome, long Sequence)> AdoptNowAsync(
        ChangeRun run,
        TimeSpan longestPause,
        Func<DatabaseState, bool> mayCommit
    )
    {
        bool isQuiet = await _writers.CloseAsync(longestPause).ConfigureAwait(false);
        try
        {
            if (!isQuiet)
            {
                return (AdoptOutcome.Busy, -1);
            }
            return mayCommit(_commits.State)
                ? (AdoptOutcome.Done, await _commits.CommitAsync(run).ConfigureAwait(false))
                : (AdoptOutcome.Stale, -1);
        }
        finally
        {
            _writers.Open();
        }
    }
}
