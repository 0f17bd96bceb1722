using Quiver.Import.Pipeline;
using Quiver.Import.Reports;

namespace Quiver.Import.Increments;

/// <summary>Reads the node files, or the relationship files, of an increment: blocks are parsed in parallel, and their rows numbered in the order of the input.</summary>
/// <param name="kind">Which.</param>
/// <param name="groups">The files.</param>
/// <param name="state">What the phases share.</param>
/// <param name="bad">Gets what is left out.</param>
/// <param name="meter">Is told how it goes.</param>
internal sealed class IncrementPhase(
    ImportPhase kind,
    IReadOnlyList<FileGroupPlan> groups,
    IncrementState state,
    BadEntryLog bad,
    ProgressMeter meter
) : IDisposable
{
    private readonly BlockSource _source = new(
        state.Plan.Options.FileSystem,
        state.Plan.Dialect,
        groups,
        BlockSize.Choose(state.Plan.Options, groups)
    );
    private readonly FaultLog _faults = new();

    /// <summary>The order of the blocks.</summary>
    public OrderedTurn Turn { get; } = new();

    /// <summary>The order in which new labels, or types, get their numbers.</summary>
    public FirstUseOrder NameOrder { get; } = new();

    /// <summary>How many nodes, or relationships, are new so far. Only in the turn.</summary>
    public long NewCount { get; set; }

    /// <summary>Runs the phase.</summary>
    /// <param name="newWorker">Makes the part of a thread.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Run(Func<IncrementWorker> newWorker, CancellationToken cancellation)
    {
        bad.BeginPhase(_faults);
        meter.Begin(kind, ImportPlan.BytesOf(groups));
        if (groups.Count > 0)
        {
            WorkerThreads.Run(
                state.Plan.Options.Threads,
                _faults,
                _ => ReadBlocks(newWorker, cancellation)
            );
        }
        meter.End();
    }

    public void Dispose() => _source.Dispose();

    private void ReadBlocks(Func<IncrementWorker> newWorker, CancellationToken cancellation)
    {
        using var worker = newWorker();
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
                NameOrder.Fail(ticket.Sequence);
            }
        }
        if (!_faults.HasFault)
        {
            worker.Flush();
        }
    }
}
