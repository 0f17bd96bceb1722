using System.Diagnostics;
using Quiver.Storage.Delta;
using Quiver.Storage.Increments;
using Quiver.Storage.Kept;
using Quiver.Storage.Transactions;

namespace Quiver.Storage;

/// <content>An increment that was built beside the database becomes one commit of it.</content>
public sealed partial class Database
{
    /// <summary>So many merges that no checkpoint has taken over begin one: each is a file of its own until then, which whoever opens the database opens.</summary>
    private const int MergesPerCheckpoint = 8;

    private readonly SemaphoreSlim _merges = new(1, 1);

    /// <summary>
    /// Merges an increment, in one step: readers see all of it or nothing, and go on meanwhile; writing transactions are held back for a moment. What was committed
    /// since the increment was built stays. Its files are only read. New indexes are built on return, unless the call was cancelled.
    /// </summary>
    /// <exception cref="MergeConflictException">Part of the increment does not fit, and may not be left out; nothing was changed.</exception>
    /// <exception cref="Model.Status.CypherException">A change of the schema cannot be made, or the log failed; nothing was changed.</exception>
    /// <exception cref="StorageException">It cannot be merged; nothing was changed.</exception>
    /// <exception cref="IOException">The disk failed or is full; unless the log failed nothing was changed.</exception>
    public async ValueTask<MergeResult> MergeAsync(
        Increment increment,
        MergeOptions options,
        CancellationToken cancellation = default
    )
    {
        var result = await MergeInTurnAsync(increment, options, cancellation).ConfigureAwait(false);
        if (_commits.State.Adopted.Count() >= MergesPerCheckpoint)
        {
            await RunDueCheckpointAsync().ConfigureAwait(false);
        }
        if (options.Schema.Count > 0)
        {
            await AwaitIndexesAsync(cancellation).ConfigureAwait(false);
        }
        return result;
    }

    private async ValueTask<MergeResult> MergeInTurnAsync(
        Increment increment,
        MergeOptions options,
        CancellationToken cancellation
    )
    {
        await _merges.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _commits.ThrowIfFenced();
            using var mergeLock =
                MergeLock.TryTake(_files, Directory) ?? throw IncrementErrors.BeingMade(Directory);
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
    /// <param name="keeper">Keeps the state before; null to keep nothing.</param>
    /// <param name="longestPause">How long writers are held back for others to end.</param>
    /// <param name="mayCommit">Asked when nothing can be committed any more: whether the run still fits.</param>
    internal async ValueTask<Adoption> AdoptAsync(
        ChangeRun run,
        string folder,
        GenerationKeeper? keeper,
        TimeSpan longestPause,
        Func<DatabaseState, bool> mayCommit
    )
    {
        await _checkpoints.WaitAsync().ConfigureAwait(false);
        try
        {
            Prepare(keeper);
            IncrementMark.Prepare(_files, folder);
            long start = Stopwatch.GetTimestamp();
            var adoption = await AdoptNowAsync(run, keeper, longestPause, mayCommit)
                .ConfigureAwait(false);
            adoption = adoption with { Pause = Stopwatch.GetElapsedTime(start) };
            if (adoption.Outcome == AdoptOutcome.Done)
            {
                IncrementMark.Write(_files, folder);
            }
            return adoption;
        }
        finally
        {
            _checkpoints.Release();
        }
    }

    /// <summary>Keeps the present state where nothing of an increment is left to be merged: who asked for it finds it under its name all the same.</summary>
    internal async ValueTask KeepAsync(GenerationKeeper keeper)
    {
        await _checkpoints.WaitAsync().ConfigureAwait(false);
        try
        {
            Prepare(keeper);
            keeper.Keep();
        }
        finally
        {
            _checkpoints.Release();
        }
    }

    /// <summary>Keeps the state as of now; the caller lets no checkpoint run.</summary>
    private void Prepare(GenerationKeeper? keeper)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var state = _commits.State;
        keeper?.Prepare(
            state.Base.Generation.Manifest,
            state.Adopted.Select(static file => file.Name),
            _log.End
        );
    }

    private async ValueTask<Adoption> AdoptNowAsync(
        ChangeRun run,
        GenerationKeeper? keeper,
        TimeSpan longestPause,
        Func<DatabaseState, bool> mayCommit
    )
    {
        bool isQuiet = await _writers.CloseAsync(longestPause).ConfigureAwait(false);
        try
        {
            if (!isQuiet)
            {
                return new(AdoptOutcome.Busy) { OldestWriter = _writers.LongestInside() };
            }
            if (!mayCommit(_commits.State))
            {
                return new(AdoptOutcome.Stale);
            }
            keeper?.CatchUp(_log.End);
            keeper?.Keep();
            return new(AdoptOutcome.Done)
            {
                Sequence = await _commits.CommitAsync(run).ConfigureAwait(false),
            };
        }
        finally
        {
            _writers.Open();
        }
    }
}
