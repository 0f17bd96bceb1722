using System.Diagnostics;
using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;
using Quiver.Storage.Manifests;
using Quiver.Storage.Reading;
using Quiver.Storage.Schema;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Increments;

/// <summary>
/// One merge: fits an increment to the newest commit, writes it as one run, and publishes that in a moment without writers. When others changed meanwhile what it
/// concerns, it begins anew.
/// </summary>
/// <param name="database">Where to.</param>
/// <param name="increment">What.</param>
/// <param name="options">What to do where it does not fit any more.</param>
internal sealed class IncrementMerge(Database database, Increment increment, MergeOptions options)
{
    private const int MaxAttempts = 50;
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly long _begun = Stopwatch.GetTimestamp();

    /// <summary>Merges.</summary>
    public async ValueTask<MergeResult> RunAsync(CancellationToken cancellation)
    {
        if (increment.LogId != database.LogId)
        {
            throw IncrementErrors.OtherLog(database.Directory);
        }
        if (increment.Chunks.Count == 0 || database.IsMerged(increment))
        {
            return new(database.Sequence, [], TimeSpan.Zero, 0);
        }
        for (int attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await TryAsync(attempt, cancellation).ConfigureAwait(false) is { } result)
            {
                return result;
            }
        }
        throw IncrementErrors.TooManyAttempts(MaxAttempts);
    }

    private async ValueTask<MergeResult?> TryAsync(int attempt, CancellationToken cancellation)
    {
        using var before = database.LatestWatched(out var watch);
        using var fitted = FittedIncrement.Open(database, increment, before);
        fitted.Fit();
        Require(fitted.Conflicts);
        fitted.CheckConstraints();
        if (fitted.Chunks.Length == 0)
        {
            return new(before.Sequence, fitted.Conflicts, TimeSpan.Zero, attempt);
        }
        var file = Write(before, fitted);
        // What may have been committed must stay, also where it is not known whether it was.
        bool mayBeNamed = false;
        try
        {
            var run = PatchReader.OpenWritten(database.Store, file);
            if (options.PreparesReading)
            {
                PrepareReading(before, run);
            }
            var commits = new CommitsSince(watch, run);
            while (true)
            {
                mayBeNamed = true;
                var (outcome, sequence, pause) = await database
                    .AdoptAsync(run, increment.Folder, options.LongestPause, commits.Allow)
                    .ConfigureAwait(false);
                mayBeNamed = outcome == AdoptOutcome.Done;
                if (outcome == AdoptOutcome.Stale)
                {
                    return null;
                }
                if (outcome == AdoptOutcome.Done)
                {
                    return new(sequence, fitted.Conflicts, pause, attempt);
                }
                await WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!mayBeNamed)
            {
                Discard(file);
            }
        }
    }

    /// <summary>Waits for a while, so that those who were held back come to their turn.</summary>
    private Task WaitAsync(CancellationToken cancellation)
    {
        var elapsed = Stopwatch.GetElapsedTime(_begun);
        if (elapsed > options.Patience)
        {
            throw IncrementErrors.NeverQuiet(options.Patience);
        }
        double milliseconds = Math.Clamp(
            elapsed.TotalMilliseconds / 10,
            LeastWait.TotalMilliseconds,
            LongestWait.TotalMilliseconds
        );
        return Task.Delay(TimeSpan.FromMilliseconds(milliseconds), cancellation);
    }

    private void Require(IReadOnlyList<MergeConflict> conflicts)
    {
        foreach (var conflict in conflicts)
        {
            bool isLeftOut =
                conflict.Kind == MergeConflictKind.KeyTaken
                    ? options.SkipDuplicateNodes
                    : options.SkipMissing;
            if (!isLeftOut)
            {
                throw new MergeConflictException(conflict);
            }
        }
        if (conflicts.Count > options.Tolerance)
        {
            throw IncrementErrors.TooManyLeftOut(options.Tolerance);
        }
    }

    private PatchFile Write(Snapshot before, FittedIncrement fitted)
    {
        // Above all ids in the graph that the increment was fitted to.
        var ids = database.TakeIds(increment.NewNodes, increment.NewRelationships);
        var limits = (
            ids.FirstNode + increment.NewNodes,
            ids.FirstRelationship + increment.NewRelationships
        );
        var merge = new ChunkMerge(fitted.Chunks, ids.FirstNode, ids.FirstRelationship);
        var created = merge.Order(before);
        return merge.Put(
            database.Store,
            AdoptedRun.NameOf(increment.Id),
            fitted.CountDifferences(created),
            limits
        );
    }

    /// <summary>Makes what readers need of the run, and its entries in indexes: whoever searches first, and who holds back writers, should not have to.</summary>
    private static void PrepareReading(Snapshot before, ChangeRun run)
    {
        run.Prepare();
        ChangeRun[] runs = [run, .. before.Delta, .. before.Pinned.Patches];
        var graph = GraphReader.At(before.Pinned.Generation, runs);
        IndexDefinition[] indexes =
        [
            .. before.SchemaState.Definitions.Indexes.Where(index =>
                before.Pinned.Indexes.Contains(index.Id)
            ),
        ];
        InParallel.For(indexes.Length, i => RunIndexing.MakeList(indexes[i], run, graph));
    }

    private void Discard(PatchFile file)
    {
        try
        {
            database.Store.Delete(file.Name);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Nothing names it: it goes when the database is opened next.
        }
    }
}
