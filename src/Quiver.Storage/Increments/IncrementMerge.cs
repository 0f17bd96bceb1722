using System.Diagnostics;
using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;
using Quiver.Storage.Kept;
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
    private readonly MergePauses _pauses = new(options);

    /// <summary>Merges.</summary>
    public async ValueTask<MergeResult> RunAsync(CancellationToken cancellation)
    {
        if (increment.LogId != database.LogId)
        {
            throw IncrementErrors.OtherLog(database.Directory);
        }
        if (database.IsMerged(increment))
        {
            return new(
                database.Sequence,
                LeftOutFile.Read(database.Files, increment.Folder),
                TimeSpan.Zero,
                0
            );
        }
        using var keeper =
            options.KeepAs.Length == 0
                ? null
                : new GenerationKeeper(
                    database.Files,
                    database.Directory,
                    options.KeepAs,
                    increment.Id
                );
        if (increment.Chunks.Count + options.Schema.Count == 0)
        {
            return await NothingAsync(keeper, [], 0).ConfigureAwait(false);
        }
        using var schema =
            options.Schema.Count == 0
                ? null
                : await database.BeginSchemaAsync(cancellation).ConfigureAwait(false);
        foreach (var step in options.Schema)
        {
            await schema!.TakeAsync(step, cancellation).ConfigureAwait(false);
        }
        schema?.ForgetDropped();
        for (int attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (
                await TryAsync(schema, keeper, attempt, cancellation).ConfigureAwait(false) is
                { } result
            )
            {
                return result;
            }
        }
        throw IncrementErrors.TooManyAttempts(MaxAttempts);
    }

    private async ValueTask<MergeResult?> TryAsync(
        SchemaTransaction? schema,
        GenerationKeeper? keeper,
        int attempt,
        CancellationToken cancellation
    )
    {
        using var before = database.LatestWatched(out var watch);
        Note("it is fitted to the newest commit");
        schema?.CheckSince(before);
        var changes = schema?.Changes ?? [];
        using var fitted = FittedIncrement.Open(
            database,
            increment,
            before,
            changes,
            options.TrustsChunks
        );
        fitted.Fit();
        Require(fitted.Conflicts);
        fitted.LeaveOutViolations(() => Require(fitted.Conflicts));
        var leftOut = InOrder(fitted.Conflicts);
        LeftOutFile.Write(database.Files, increment.Folder, leftOut);
        if (fitted.Chunks.Length + changes.Count == 0)
        {
            return await NothingAsync(keeper, leftOut, attempt).ConfigureAwait(false);
        }
        Note("its changes are put in order and written");
        var file = Write(before, fitted, changes);
        var balance = RunBalance.Of(fitted.Chunks);
        // What may have been committed must stay, also where it is not known whether it was.
        bool mayBeNamed = false;
        try
        {
            var run = PatchReader.OpenWritten(database.Store, file, balance);
            if (options.PreparesReading)
            {
                PrepareReading(before, run);
            }
            var commits = new CommitsSince(watch, run, schema);
            Note("it waits for a moment without open writing transactions");
            while (true)
            {
                mayBeNamed = true;
                var adoption = await database
                    .AdoptAsync(run, increment.Folder, keeper, _pauses.Next, commits.Allow)
                    .ConfigureAwait(false);
                mayBeNamed = adoption.Outcome == AdoptOutcome.Done;
                if (adoption.Outcome == AdoptOutcome.Stale)
                {
                    return null;
                }
                if (adoption.Outcome == AdoptOutcome.Done)
                {
                    schema?.Committed();
                    return new(adoption.Sequence, leftOut, adoption.Pause, attempt);
                }
                await WaitAsync(adoption.OldestWriter, cancellation).ConfigureAwait(false);
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

    private void Note(string step) => MergeLock.Note(database.Files, database.Directory, step);

    /// <summary>Ends a merge of which nothing is left: nothing changes, and the state is kept that was to be kept.</summary>
    private async ValueTask<MergeResult> NothingAsync(
        GenerationKeeper? keeper,
        List<MergeConflict> leftOut,
        int attempt
    )
    {
        if (keeper is not null)
        {
            await database.KeepAsync(keeper).ConfigureAwait(false);
        }
        return new(database.Sequence, leftOut, TimeSpan.Zero, attempt);
    }

    /// <summary>Waits for a while, so that those who were held back come to their turn.</summary>
    private Task WaitAsync(TimeSpan oldestWriter, CancellationToken cancellation)
    {
        var elapsed = Stopwatch.GetElapsedTime(_begun);
        _pauses.WasTooShort(elapsed, oldestWriter);
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

    private static List<MergeConflict> InOrder(IEnumerable<MergeConflict> conflicts) =>
        [
            .. conflicts
                .OrderByDescending(static conflict => conflict.IsOfNode)
                .ThenBy(static conflict => conflict.Id),
        ];

    /// <summary>Ends the merge unless all that cannot be merged may be left out. It is then listed up to what may not.</summary>
    private void Require(IReadOnlyList<MergeConflict> conflicts)
    {
        var ordered = InOrder(conflicts);
        int refused = ordered.FindIndex(conflict => !options.Allows(conflict.Kind));
        bool isOneTooMany =
            conflicts.Count > options.Tolerance && (refused < 0 || refused > options.Tolerance);
        if (isOneTooMany)
        {
            refused = (int)options.Tolerance;
        }
        if (refused >= 0)
        {
            LeftOutFile.Write(database.Files, increment.Folder, ordered[..(refused + 1)]);
            throw new MergeConflictException(isOneTooMany);
        }
    }

    private PatchFile Write(
        Snapshot before,
        FittedIncrement fitted,
        IReadOnlyList<SchemaChange> changes
    )
    {
        // Above all ids in the graph that the increment was fitted to.
        var ids = database.TakeIds(increment.NewNodes, increment.NewRelationships);
        var limits = (
            ids.FirstNode + increment.NewNodes,
            ids.FirstRelationship + increment.NewRelationships
        );
        var merge = new ChunkMerge(fitted.Chunks, ids.FirstNode, ids.FirstRelationship)
        {
            Source = increment.Folder,
            NewNodes = increment.NewNodes,
            TypeCount = database.Names.Current.RelationshipTypes.Count,
            PassesCache = !options.PreparesReading,
        };
        return merge.Put(
            database.Store,
            AdoptedRun.NameOf(increment.Id),
            before,
            fitted.CountDifferences,
            changes,
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
