using Quiver.Csv;
using Quiver.Import.Reports;

namespace Quiver.Import.Pipeline;

/// <summary>Reads the relationship files: blocks are parsed in parallel, both ends looked up, and the rows collected by the segment they start in.</summary>
internal sealed class RelationshipPhase(
    ImportPlan plan,
    long nodeIdLimit,
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
        if (plan.Relationships.Count > 0)
        {
            WorkerThreads.Run(plan.Options.Threads, _faults, _ => ReadBlocks());
        }
        meter.End();
    }

    public void Dispose() => _source.Dispose();

    /// <summary>The usual size, or more where each block means a sweep over ids on disk.</summary>
    private static CsvReadSettings ChooseBlock(ImportPlan plan)
    {
        var usual = BlockSize.Choose(plan.Options, plan.Relationships);
        bool isSwept = plan.IdSpaces.Any(space => space.Map.IsOnDisk);
        long bytesPerThread = ImportPlan.BytesOf(plan.Relationships) / plan.Options.Threads;
        int swept = MemoryBudget.ForSweptBlock(plan.Options);
        return isSwept && bytesPerThread > usual.BlockBytes && swept > usual.BlockBytes
            ? usual with
            {
                BlockBytes = swept,
            }
            : usual;
    }

    private void ReadBlocks()
    {
        using var worker = new RelationshipWorker(plan, nodeIdLimit, runs, bad, _typeOrder);
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
