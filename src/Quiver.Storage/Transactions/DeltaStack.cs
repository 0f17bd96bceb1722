using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;

namespace Quiver.Storage.Transactions;

/// <summary>Keeps a stack of runs, newest first, logarithmically short: each run is at least twice as long as the one before it.</summary>
internal static class DeltaStack
{
    /// <summary>What a commit merges itself, so that it takes no longer than others; more is merged in the background (<see cref="DeltaCompaction"/>).</summary>
    public const int MergedAtCommitBytes = 64 << 10;

    /// <summary>The stack with a run on top; young runs of like length are merged.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="run">The run.</param>
    /// <param name="mostBytes">The longest run that may come out of a merge.</param>
    /// <param name="graphOf">Gives the graph with a run that lies on the stack from a place on: for lists of entries that readers will ask for. Null to leave that to them.</param>
    public static ChangeRun[] Push(
        ReadOnlySpan<ChangeRun> stack,
        ChangeRun run,
        int mostBytes = ChangeRun.MaxBytes,
        Func<ChangeRun, int, GraphReader>? graphOf = null
    )
    {
        int merged = 0;
        while (
            merged < stack.Length
            && CanMerge(run, stack[merged])
            && stack[merged].Bytes.Length <= run.Bytes.Length * 2L
        )
        {
            if ((long)stack[merged].Bytes.Length + run.Bytes.Length > mostBytes)
            {
                break;
            }
            var whole = ChangeRun.Open(ChangeRunMerger.Merge(run, stack[merged]), "the delta");
            if (stack[merged].Indexes.All.Length > 0)
            {
                MergeLists(run, stack[merged], whole, graphOf, merged);
            }
            run = whole;
            merged++;
        }
        return [run, .. stack[merged..]];
    }

    // A method of its own: what the closure takes along is not made for each commit.
    private static void MergeLists(
        ChangeRun newer,
        ChangeRun older,
        ChangeRun merged,
        Func<ChangeRun, int, GraphReader>? graphOf,
        int at
    )
    {
        try
        {
            RunIndexing.MergeLists(
                newer,
                older,
                merged,
                graphOf is null ? null : () => graphOf(newer, at)
            );
        }
        catch (StorageException)
        {
            // The commit is durable and must become visible. Whoever searches makes the list, and is told what is damaged.
        }
    }

    /// <summary>The two neighbours of like length that are to be merged next, the shortest first: the place of the newer one, or -1.</summary>
    public static int FindPair(ReadOnlySpan<ChangeRun> stack)
    {
        int found = -1;
        long shortest = ChangeRun.MaxBytes;
        for (int i = 0; i + 1 < stack.Length; i++)
        {
            long newer = stack[i].Bytes.Length;
            long older = stack[i + 1].Bytes.Length;
            if (
                CanMerge(stack[i], stack[i + 1])
                && older <= newer * 2
                && newer + older is > MergedAtCommitBytes and var sum
                && sum < shortest
            )
            {
                (found, shortest) = (i, sum);
            }
        }
        return found;
    }

    /// <summary>All runs of a stack as one; null for an empty stack.</summary>
    public static ChangeRun? Merge(ReadOnlySpan<ChangeRun> stack)
    {
        if (stack.IsEmpty)
        {
            return null;
        }
        var merged = stack[0];
        foreach (var older in stack[1..])
        {
            merged = ChangeRun.Open(ChangeRunMerger.Merge(merged, older), "the delta");
        }
        return merged;
    }

    // What lies in a file stays there: merged it would be in memory, and the log goes on naming the file.
    private static bool CanMerge(ChangeRun newer, ChangeRun older) =>
        newer.Adopted is null && older.Adopted is null;
}
