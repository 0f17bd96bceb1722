using Quiver.Import.Reports;
using Quiver.Storage.Generations;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Reads the node files: blocks are parsed in parallel, node ids given in row order, ids entered into the id maps, and full segments encoded and written
/// by whichever thread comes first.
/// </summary>
internal sealed class NodePhase : IDisposable
{
    /// <summary>
    /// Property keys that come new into a segment: a group that would bring more begins another one, so that a million columns are neither held in memory nor encoded all
    /// at once. Ids are left out for it, the same whatever the threads and blocks.
    /// </summary>
    private const int MostNewKeys = 1 << 15;

    private readonly ImportPlan _plan;
    private readonly BadEntryLog _bad;
    private readonly ProgressMeter _meter;
    private readonly BlockSource _source;
    private readonly OrderedTurn _turn = new();
    private readonly FaultLog _faults = new();
    private readonly LabelSets _labelSets = new();
    private readonly NodeLabelIndex _labels = new();

    /// <summary>Nodes by the number of their label set.</summary>
    private long[] _nodesByLabelSet = [];
    private readonly NodeEstimate[] _estimates;
    private readonly Lock _sumLock = new();
    private readonly CancellationToken _cancellation;
    private readonly GenerationWriter _writer;
    private long _nodeCount;
    private long _nextId;
    private int _group = -1;
    private int _newKeys;
    private long _propertyCount;

    public NodePhase(
        ImportPlan plan,
        GenerationWriter writer,
        BadEntryLog bad,
        ProgressMeter meter,
        CancellationToken cancellation
    )
    {
        _plan = plan;
        _writer = writer;
        _bad = bad;
        _meter = meter;
        _cancellation = cancellation;
        _source = new BlockSource(
            plan.Options.FileSystem,
            plan.Dialect,
            plan.Nodes,
            BlockSize.Choose(plan.Options, plan.Nodes)
        );
        _estimates = [.. plan.Nodes.Select(group => new NodeEstimate(group))];
    }

    /// <summary>Full segments and chunks that wait for their turn.</summary>
    public SegmentAssembler Assembler { get; } = new();

    /// <summary>The rows of nodes that bring their ids along; null when nodes are numbered in row order.</summary>
    public NodeRuns? Runs { get; init; }

    /// <summary>Where the rows of nodes stand.</summary>
    public NodePlaces Places { get; } = new();

    /// <summary>The order in which new labels get their numbers.</summary>
    public FirstUseOrder LabelOrder { get; } = new();

    /// <summary>The distinct sets of labels.</summary>
    public LabelSets LabelSets => _labelSets;

    /// <summary>The label set of each node.</summary>
    public NodeLabelIndex Labels => _labels;

    /// <summary>Runs the phase.</summary>
    public NodePhaseResult Run()
    {
        _bad.BeginPhase(_faults);
        _meter.Begin(ImportPhase.Nodes, ImportPlan.BytesOf(_plan.Nodes));
        WorkerThreads.Run(_plan.Options.Threads, _faults, _ => ReadBlocks());
        Assembler.Complete();
        WorkerThreads.Run(1, _faults, _ => EncodeRest());
        if (Runs is { } runs)
        {
            runs.Complete();
            WorkerThreads.Run(_plan.Options.Threads, _faults, _ => EncodeRuns(runs));
        }
        foreach (var space in _plan.IdSpaces)
        {
            space.Map.Seal();
        }
        _meter.End();
        return new NodePhaseResult(
            _nodeCount,
            Runs?.NodeIdLimit ?? _nextId,
            _propertyCount,
            _labelSets,
            CountByLabelSet(),
            _labels
        );
    }

    public void Dispose()
    {
        _source.Dispose();
        Assembler.Dispose();
    }

    /// <summary>Gives the rows of a block their node ids, in the order of blocks; null when an earlier block failed.</summary>
    /// <param name="ticket">The block.</param>
    /// <param name="rowCount">Its rows.</param>
    /// <param name="addIds">Enters the ids, given the first node id, and returns how many rows got one.</param>
    public bool TryNumber(BlockTicket ticket, int rowCount, Func<long, int> addIds)
    {
        if (!_turn.Wait(ticket.Sequence))
        {
            return false;
        }
        _estimates[ticket.Group].Reserve(rowCount, ticket.Bytes);
        if (rowCount > 0 && ticket.Group != _group)
        {
            BeginGroup(ticket.Group);
        }
        int nodes = addIds(_nextId);
        _nodeCount += nodes;
        _nextId += nodes;
        _turn.Done(ticket.Sequence);
        return true;
    }

    /// <summary>Adds to the counts.</summary>
    public void AddCounts(int labelSet, long nodes, long properties)
    {
        lock (_sumLock)
        {
            CountsOf(labelSet) += nodes;
            _propertyCount += properties;
        }
    }

    /// <summary>Adds nodes to the counts of several label sets.</summary>
    public void AddCounts(List<(int LabelSet, long Nodes)> counts)
    {
        lock (_sumLock)
        {
            foreach (var (set, nodes) in counts)
            {
                CountsOf(set) += nodes;
            }
        }
    }

    private ref long CountsOf(int labelSet)
    {
        if (labelSet >= _nodesByLabelSet.Length)
        {
            Array.Resize(ref _nodesByLabelSet, Math.Max(labelSet + 1, _nodesByLabelSet.Length * 2));
        }
        return ref _nodesByLabelSet[labelSet];
    }

    private Dictionary<int, long> CountByLabelSet()
    {
        var counts = new Dictionary<int, long>();
        for (int set = 0; set < _nodesByLabelSet.Length; set++)
        {
            if (_nodesByLabelSet[set] > 0)
            {
                counts.Add(set, _nodesByLabelSet[set]);
            }
        }
        return counts;
    }

    private void BeginGroup(int group)
    {
        _group = group;
        int keys = _plan.Nodes[group].NewKeys;
        _newKeys += keys;
        if (_newKeys > MostNewKeys && keys > 0)
        {
            _newKeys = keys;
            bool isInside = Runs is null && SegmentLayout.RowOf(_nextId) > 0;
            _nextId = isInside
                ? SegmentLayout.FirstId(SegmentLayout.SegmentOf(_nextId) + 1)
                : _nextId;
        }
    }

    private void ReadBlocks()
    {
        using var worker = new NodeWorker(_plan, this, _bad, _writer);
        while (!_faults.HasFault)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (Assembler.TryTake(out var work))
            {
                worker.Encode(work);
            }
            else if (!TryReadOne(worker))
            {
                return;
            }
        }
    }

    private bool TryReadOne(NodeWorker worker)
    {
        if (!_source.TryNext(worker.Block, out var ticket))
        {
            return false;
        }
        try
        {
            worker.Read(ticket);
            _meter.Add(worker.Block.RowCount, ticket.Bytes);
        }
        catch (Exception fault)
        {
            // Kept until all earlier blocks are through: the earliest fault is the one to report.
            _faults.Record(ticket.Sequence, fault);
            _turn.Fail(ticket.Sequence);
            _bad.Abandon();
            LabelOrder.Fail(ticket.Sequence);
        }
        return true;
    }

    private void EncodeRuns(NodeRuns runs)
    {
        using var encoder = new NodeRunEncoder(runs);
        while (!_faults.HasFault && runs.TryTake(out int segment, out int rowCount, out var slices))
        {
            _cancellation.ThrowIfCancellationRequested();
            AddCounts(0, 0, encoder.Encode(segment, rowCount, slices, this));
            _writer.Add(encoder.Segment);
        }
    }

    private void EncodeRest()
    {
        using var worker = new NodeWorker(_plan, this, _bad, _writer);
        while (Assembler.TryTake(out var work))
        {
            _cancellation.ThrowIfCancellationRequested();
            worker.Encode(work);
        }
    }
}
