using Quiver.Storage.Delta;

namespace Quiver.Storage.Transactions;

/// <summary>Keeps a stack of runs, newest first, logarithmically short: each run is at least twice as long as the one before it.</summary>
internal static class DeltaStack
{
    /// <summary>The stack with a run on top; young runs of like length are merged.</summary>
    public static ChangeRun[] Push(ReadOnlySpan<ChangeRun> stack, ChangeRun run)
    {
        int merged = 0;
        while (merged < stack.Length && stack[merged].Bytes.Length <= run.Bytes.Length * 2L)
        {
            if ((long)stack[merged].Bytes.Length + run.Bytes.Length > ChangeRun.MaxBytes)
            {
                break;
            }
            run = ChangeRun.Open(ChangeRunMerger.Merge(run, stack[merged]), "the delta");
            merged++;
        }
        return [run, .. stack[merged..]];
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
}
