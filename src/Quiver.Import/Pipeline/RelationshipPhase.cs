using Quiver.Import.Reports;

namespace Quiver.Import.Pipeline;

/// <summary>Reads the relationship files: blocks are parsed in parallel, both ends looked up, and the rows collected by the segment they start in.</summary>
internal sealed class RelationshipPhase(
    ImportPlan plan,
    long nodeCount,
    RunStore runs,
    BadEntryLog bad,
    ProgressMeter meter,
    CancellationToken cancellation
) : IDisposable
{
    private readonly BlockSource _source = new(
        plan.Options.FileSystem,
        plan.Dialect,
        plan.Relationships,
        ChooseBlock(plan)
    );
    private readonly FaultLog _faults = new();
    private readonly FirstUseOrder _typeOrder = new();

    /// <summary>Runs the phase.</summary>
    public void Run()
    {
        bad.BeginPhase(_faults);
        meter.Begin(ImportPhase.Relationships, ImportPlan.BytesOf(plan.Relationships));
        WorkerThreads.Run(plan.Options.Threads, _faults, _ => ReadBlocks());
        meter.End();
    }

    public void Dispose() => _source.Dispose();

    /// <summary>The usual size, or more where each block means a sweep over ids on disk.</summary>
    private static int ChooseBlock(ImportPlan plan)
    {
        long bytes = ImportPlan.BytesOf(plan.Relationships);
        int usual = BlockSize.Choose(bytes, plan.Options.Threads);
        bool isSwept = plan.IdSpaces.Any(space => space.Map.IsOnDisk);
        return isSwept && bytes / plan.Options.Threads > usual
            ? Math.Max(usual, MemoryBudget.ForSweptBlock(plan.Options))
            : usual;
    }

    private void ReadBlocks()
    {
        using var worker = new RelationshipWorker(plan, nodeCount, runs, bad, _typeOrder);
        while (!_faults.HasFault && _source.TryNext(worker.Block, out var ticket))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                worker.Read(ticket);
                meter.Add(worker.Block.RowCount, ticket.Bytes);
            }
            catch (Exception fault)
            {
                // Kept until all earlier blocks are through: the earliest fault is the one to report.
                _faults.Record(ticket.Sequence, fault);
                bad.Abandon();
                _typeOrder.Fail(ticket.Sequence);
            }
        }
    }
}
