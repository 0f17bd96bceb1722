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
    ProgressMeter meter,
    CancellationToken cancellation
)
{
    private readonly FaultLog _faults = new();

    /// <summary>Stores relationships from where they start, which numbers them.</summary>
    /// <param name="outgoing">The relationships by the segment they start in.</param>
    /// <param name="incoming">Receives them by the segment they end in; empty before.</param>
    public void RunOutgoing(RunStore outgoing, RunStore incoming)
    {
        var blocks = outgoing.ListBlocks();
        long total = blocks.Sum(block => block.Count);
        meter.Begin(ImportPhase.Linking, total * 2);
        LinkOutgoing(blocks, outgoing, incoming);
    }

    /// <summary>Stores relationships from where they end.</summary>
    /// <param name="incoming">The relationships by the segment they end in.</param>
    /// <param name="isResumed">Whether an earlier process has stored them from where they start.</param>
    public void RunIncoming(RunStore incoming, bool isResumed)
    {
        var blocks = incoming.ListBlocks();
        if (isResumed)
        {
            meter.Begin(ImportPhase.Linking, blocks.Sum(block => block.Count));
        }
        LinkIncoming(blocks, incoming);
        meter.End();
    }

    private void LinkOutgoing(
        List<(BlockKey Block, long Count)> blocks,
        RunStore outgoing,
        RunStore incoming
    )
    {
        using var assembler = new SegmentAssembler();
        long[] first = new long[blocks.Count + 1];
        for (int i = 0; i < blocks.Count; i++)
        {
            first[i + 1] = first[i] + blocks[i].Count;
        }
        int next = -1;
        RunThreads(() =>
        {
            using var linker = new OutgoingLinker(nodes, writer, assembler, incoming, totals);
            while (CanGoOn())
            {
                if (assembler.TryTake(out var work))
                {
                    linker.Encode(work);
                    continue;
                }
                int i = Interlocked.Increment(ref next);
                if (i >= blocks.Count)
                {
                    return;
                }
                linker.Link(i, blocks[i].Block, outgoing, first[i]);
                meter.Add(blocks[i].Count, blocks[i].Count);
            }
        });
        assembler.Complete();
        using var last = new OutgoingLinker(nodes, writer, assembler, incoming, totals);
        while (assembler.TryTake(out var work))
        {
            last.Encode(work);
        }
    }

    private void LinkIncoming(List<(BlockKey Block, long Count)> blocks, RunStore incoming)
    {
        // Large ones first, so that no thread is left with one at the end.
        blocks.Sort((left, right) => right.Count.CompareTo(left.Count));
        int next = -1;
        RunThreads(() =>
        {
            using var linker = new IncomingLinker(nodes, writer, totals);
            while (CanGoOn())
            {
                int i = Interlocked.Increment(ref next);
                if (i >= blocks.Count)
                {
                    return;
                }
                linker.Link(blocks[i].Block, incoming);
                meter.Add(blocks[i].Count, blocks[i].Count);
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
