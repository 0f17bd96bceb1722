using Quiver.Storage.Generations;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Turns the collected relationships into adjacency: first the outgoing blocks, which number them, then the incoming ones.
/// </summary>
internal sealed class LinkPhase(
    ImportPlan plan,
    NodePhaseResult nodes,
    GenerationWriter writer,
    ProgressMeter meter,
    CancellationToken cancellation
)
{
    private readonly LinkTotals _totals = new();
    private readonly FaultLog _faults = new();

    /// <summary>Runs the phase; returns the counts.</summary>
    /// <param name="outgoing">The relationships by the segment they start in.</param>
    /// <param name="incoming">Receives them by the segment they end in; empty before.</param>
    public LinkTotals Run(RunStore outgoing, RunStore incoming)
    {
        var blocks = outgoing.Seal();
        long total = blocks.Sum(block => block.Count);
        meter.Begin(ImportPhase.Linking, total * 2);
        LinkOutgoing(blocks, outgoing, incoming);
        outgoing.Dispose();
        LinkIncoming(incoming);
        meter.End();
        return _totals;
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
            using var linker = new OutgoingLinker(nodes, writer, assembler, incoming, _totals);
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
        using var last = new OutgoingLinker(nodes, writer, assembler, incoming, _totals);
        while (assembler.TryTake(out var work))
        {
            last.Encode(work);
        }
    }

    private void LinkIncoming(RunStore incoming)
    {
        var blocks = incoming.Seal();
        // Large ones first, so that no thread is left with one at the end.
        blocks.Sort((left, right) => right.Count.CompareTo(left.Count));
        int next = -1;
        RunThreads(() =>
        {
            using var linker = new IncomingLinker(nodes, writer, _totals);
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
