using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;

namespace Quiver.Storage.Transactions;

/// <summary>
/// Keeps the stack of runs short: merges neighbours of like length, those that are too long for a commit to merge, on a thread of its own while commits and
/// readers go on.
/// </summary>
/// <param name="commits">Whose runs are merged.</param>
/// <remarks>Thread safe.</remarks>
internal sealed class DeltaCompaction(CommitPipeline commits)
{
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private volatile bool _isClosed;

    /// <summary>Begins when there is something to merge and nobody is at it. Cheap.</summary>
    public void BeginWhenDue()
    {
        if (DeltaStack.FindPair(commits.State.YoungRuns) < 0)
        {
            return;
        }
        lock (_lock)
        {
            if (!_isClosed && _running.IsCompleted)
            {
                _running = Task.Run(MergeAll);
            }
        }
    }

    /// <summary>Ends: on return nothing is merged any more.</summary>
    public void Close()
    {
        Task running;
        lock (_lock)
        {
            _isClosed = true;
            running = _running;
        }
        running.GetAwaiter().GetResult();
    }

    private static GraphReader GraphOver(DatabaseState state, ChangeRun run, int at)
    {
        ChangeRun[] runs = [run, .. state.Delta.AsSpan(at), .. state.Base.Patches];
        return GraphReader.At(state.Base.Generation, runs);
    }

    private void MergeAll()
    {
        try
        {
            while (!_isClosed && MergeNext()) { }
        }
        catch (StorageException)
        {
            // Whoever reads what is damaged is told; a long stack is only slower.
        }
    }

    /// <summary>Merges two runs; false when none are to be merged.</summary>
    private bool MergeNext()
    {
        using var graph = commits.Latest(out var state);
        int at = DeltaStack.FindPair(state.YoungRuns);
        if (at < 0)
        {
            return false;
        }
        var newer = state.Delta[at];
        var older = state.Delta[at + 1];
        var merged = ChangeRun.Open(ChangeRunMerger.Merge(newer, older), "the delta");
        // Whoever searches next should not have to make the lists of entries that are there for the parts.
        RunIndexing.MergeLists(newer, older, merged, () => GraphOver(state, newer, at + 1));
        foreach (var index in state.Schema.Definitions.Indexes)
        {
            bool isRead =
                newer.Indexes.Find(index.Id) is not null
                || older.Indexes.Find(index.Id) is not null;
            if (isRead && merged.Indexes.Find(index.Id) is null)
            {
                RunIndexing.MakeList(index, merged, GraphOver(state, merged, at + 2));
            }
        }
        commits.Change(s => s.WithMerged(newer, older, merged));
        return true;
    }
}
