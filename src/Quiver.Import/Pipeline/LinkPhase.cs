using Quiver.Storage.Generations;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Turns the collected relationships into adjacency: first the outgoing blocks, which number them, then the incoming ones.
/// </summary>
internal sealed class LinkPhase(
    ImportPlan plan,
    NodePhaseResult nodes,
    LinkTotals totals,
    GenerationWriter writer,
    string largeBlockPath,
    ProgressMeter meter,
    CancellationToken cancellation
)
{
    /// <summary>Relationships of consecutive blocks that a thread links at a time.</summary>
    private const long RowsPerBatch = 1 << 17;

    /// <summary>A block with as many relationships is linked before those with fewer.</summary>
    private const long LargeBlockRows = 1 << 16;

    private readonly FaultLog _faults = new();
    private readonly LargeBlocks _large = new(
        plan.Options.FileSystem,
        largeBlockPath,
        MemoryBudget.ForLinking(plan.Options)
    );

    /// <summary>Stores relationships from where they start, which numbers them.</summary>
    /// <param name="outgoing">The relationships by the segment they start in.</param>
    /// <param name="incoming">Receives them by the segment they end in; empty before.</param>
    public void RunOutgoing(RunStore outgoing, RunStore incoming)
    {
        var blocks = outgoing.ListBlocks();
        meter.Begin(ImportPhase.Linking, CountRows(blocks) * 2);
        if (blocks.All.Count > 0)
        {
            LinkOutgoing(blocks, outgoing, incoming);
        }
    }

    /// <summary>Stores relationships from where they end.</summary>
    /// <param name="incoming">The relationships by the segment they end in.</param>
    /// <param name="isResumed">Whether an earlier process has stored them from where they start.</param>
    public void RunIncoming(RunStore incoming, bool isResumed)
    {
        var blocks = incoming.ListBlocks();
        if (isResumed)
        {
            meter.Begin(ImportPhase.Linking, CountRows(blocks));
        }
        if (blocks.All.Count > 0)
        {
            LinkIncoming(blocks, incoming);
        }
        meter.End();
    }

    private void LinkOutgoing(RunBlocks blocks, RunStore outgoing, RunStore incoming)
    {
        using var assembler = new SegmentAssembler(MemoryBudget.ForEarlyRows(plan.Options));
        long[] first = new long[blocks.All.Count + 1];
        for (int i = 0; i < blocks.All.Count; i++)
        {
            first[i + 1] = first[i] + blocks.All[i].Count;
        }
        var batches = Batches(blocks, RowsPerBatch);
        int next = -1;
        RunThreads(() =>
        {
            using var linker = NewLinker();
            while (CanGoOn())
            {
                if (assembler.TryTake(out var work))
                {
                    linker.Encode(work);
                    continue;
                }
                int batch = Interlocked.Increment(ref next);
                if (batch >= batches.Count)
                {
                    return;
                }
                var (from, to, _) = batches[batch];
                for (int i = from; i < to; i++)
                {
                    bool isLarge = linker.IsLarge(i);
                    if (!WaitForRoom(linker, assembler, i, isLarge))
                    {
                        return;
                    }
                    linker.Link(i, first[i], isLarge);
                    meter.Add(blocks.All[i].Count, blocks.All[i].Count);
                }
                linker.Flush();
            }
        });
        assembler.Complete();
        using var last = NewLinker();
        while (assembler.TryTake(out var work))
        {
            last.Encode(work);
        }

        OutgoingLinker NewLinker() =>
            new(nodes, writer, assembler, (outgoing, incoming), blocks, totals, _large);
    }

    /// <summary>
    /// Waits, and encodes meanwhile, while the assembler has much that is behind blocks of other threads, and before a large block until all before it are linked. Who
    /// has the first block that is not linked never waits. False when another thread has failed.
    /// </summary>
    private bool WaitForRoom(
        OutgoingLinker linker,
        SegmentAssembler assembler,
        long sequence,
        bool isLarge
    )
    {
        var pause = new SpinWait();
        while (isLarge ? !assembler.IsTurnOf(sequence) : assembler.IsCrowded(sequence))
        {
            if (!CanGoOn())
            {
                return false;
            }
            if (assembler.TryTake(out var work))
            {
                linker.Encode(work);
                pause.Reset();
            }
            else
            {
                pause.SpinOnce();
            }
        }
        return true;
    }

    private static long CountRows(RunBlocks blocks)
    {
        long rows = 0;
        foreach (var (_, count) in blocks.All)
        {
            rows += count;
        }
        return rows;
    }

    /// <summary>Consecutive blocks that a thread takes together.</summary>
    /// <param name="blocks">All blocks.</param>
    /// <param name="mostRows">Rows of such blocks, unless one alone has more.</param>
    private static List<(int From, int To, long Rows)> Batches(RunBlocks blocks, long mostRows)
    {
        var batches = new List<(int From, int To, long Rows)>();
        var all = blocks.All;
        for (int from = 0; from < all.Count; )
        {
            long rows = all[from].Count;
            int to = from + 1;
            while (to < all.Count && rows + all[to].Count <= mostRows)
            {
                rows += all[to++].Count;
            }
            batches.Add((from, to, rows));
            from = to;
        }
        return batches;
    }

    private void LinkIncoming(RunBlocks blocks, RunStore incoming)
    {
        // Large ones first, so that no thread is left with one at the end; small ones in the order of runs, which are read through windows.
        var batches = Batches(blocks, LargeBlockRows - 1);
        var small = batches.FindAll(static batch => batch.Rows < LargeBlockRows);
        batches = batches.FindAll(static batch => batch.Rows >= LargeBlockRows);
        batches.Sort(static (left, right) => right.Rows.CompareTo(left.Rows));
        batches.AddRange(small);
        int next = -1;
        RunThreads(() =>
        {
            using var linker = new IncomingLinker(nodes, writer, incoming, blocks, totals, _large);
            while (CanGoOn())
            {
                int batch = Interlocked.Increment(ref next);
                if (batch >= batches.Count)
                {
                    return;
                }
                for (int i = batches[batch].From; i < batches[batch].To && CanGoOn(); i++)
                {
                    linker.Link(i);
                    meter.Add(blocks.All[i].Count, blocks.All[i].Count);
                }
            }
        });
    }

    private void RunThreads(Action loop) =>
        WorkerThreads.Run(plan.Options.Threads, _faults, _ => loop());

    private bool CanGoOn()
    {
        cancellation.ThrowIfCancellationRequested();
        return !_faults.HasFault;
    }
}
