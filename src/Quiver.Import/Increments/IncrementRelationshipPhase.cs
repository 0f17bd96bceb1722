using Quiver.Import.Pipeline;
using Quiver.Import.Reports;

namespace Quiver.Import.Increments;

/// <summary>Reads the relationship files of an increment, behind its node files.</summary>
internal sealed class IncrementRelationshipPhase(
    IncrementState state,
    BadEntryLog bad,
    ProgressMeter meter,
    CancellationToken cancellation
) : IDisposable
{
    private readonly BlockSource _source = new(
        state.Plan.Options.FileSystem,
        state.Plan.Dialect,
        state.Plan.Relationships,
        BlockSize.Choose(state.Plan.Options, state.Plan.Relationships)
    );
    private readonly FaultLog _faults = new();

    /// <summary>The order of the blocks.</summary>
    public OrderedTurn Turn { get; } = new();

    /// <summary>The order in which new types get their numbers.</summary>
    public FirstUseOrder TypeOrder { get; } = new();

    /// <summary>How many relationships are new so far. Only in the turn.</summary>
    public long NewRelationships { get; set; }

    /// <summary>Runs the phase.</summary>
    public void Run()
    {
        bad.BeginPhase(_faults);
        meter.Begin(ImportPhase.Relationships, ImportPlan.BytesOf(state.Plan.Relationships));
        if (state.Plan.Relationships.Count > 0)
        {
            WorkerThreads.Run(state.Plan.Options.Threads, _faults, _ => ReadBlocks());
        }
        meter.End();
    }

    public void Dispose() => _source.Dispose();

    private void ReadBlocks()
    {
        using var worker = new IncrementRelationshipWorker(state, this, bad);
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
                TypeOrder.Fail(ticket.Sequence);
            }
        }
        if (!_faults.HasFault)
        {
            worker.Flush();
        }
    }
}
