using Quiver.Import.Pipeline;
using Quiver.Import.Reports;

namespace Quiver.Import.Increments;

/// <summary>Reads the node files of an increment: blocks are parsed in parallel, and their rows numbered in order.</summary>
internal sealed class IncrementNodePhase(
    IncrementState state,
    BadEntryLog bad,
    ProgressMeter meter,
    CancellationToken cancellation
) : IDisposable
{
    private readonly BlockSource _source = new(
        state.Plan.Options.FileSystem,
        state.Plan.Dialect,
        state.Plan.Nodes,
        BlockSize.Choose(state.Plan.Options, state.Plan.Nodes)
    );
    private readonly FaultLog _faults = new();

    /// <summary>The order of the blocks.</summary>
    public OrderedTurn Turn { get; } = new();

    /// <summary>The order in which new labels get their numbers.</summary>
    public FirstUseOrder LabelOrder { get; } = new();

    /// <summary>The distinct sets of labels.</summary>
    public LabelSets LabelSets { get; } = new();

    /// <summary>How many nodes are new so far. Only in the turn.</summary>
    public long NewNodes { get; set; }

    /// <summary>Runs the phase.</summary>
    public void Run()
    {
        bad.BeginPhase(_faults);
        meter.Begin(ImportPhase.Nodes, ImportPlan.BytesOf(state.Plan.Nodes));
        WorkerThreads.Run(state.Plan.Options.Threads, _faults, _ => ReadBlocks());
        DatabaseIds.Fill(state.Plan);
        foreach (var space in state.Plan.IdSpaces)
        {
            space.Map.Seal();
        }
        meter.End();
    }

    public void Dispose() => _source.Dispose();

    private void ReadBlocks()
    {
        using var worker = new IncrementNodeWorker(state, this, bad);
        while (!_faults.HasFault)
        {
            // Not between a ticket and its turn, for which others wait.
            cancellation.ThrowIfCancellationRequested();
            if (!_source.TryNext(worker.Block, out var ticket))
            {
                break;
            }
            try
            {
                worker.Read(ticket);
                meter.Add(worker.Block.RowCount, ticket.Bytes);
            }
            catch (Exception fault)
            {
                // Kept until all earlier blocks are through: the earliest fault is the one to report.
                _faults.Record(ticket.Sequence, fault);
                Turn.Fail(ticket.Sequence);
                bad.Abandon();
                LabelOrder.Fail(ticket.Sequence);
            }
        }
        if (!_faults.HasFault)
        {
            worker.Flush();
        }
    }
}
