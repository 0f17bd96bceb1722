using System.Globalization;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Checks;

/// <summary>
/// Looks at a graph as its readers see it, through patches and commits down to the base: the ends of every relationship exist, a look from either end finds
/// the same relationships, and all counts are exact.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="findings">What is wrong.</param>
/// <param name="cancellation">Ends the check.</param>
internal sealed class GraphCheck(
    Snapshot graph,
    FindingList findings,
    CancellationToken cancellation
)
{
    private const int BatchRows = 4096;
    private const int MaxReported = 3;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly CountTally _tally = new();
    private readonly List<LabelId> _labels = [];
    private readonly List<KeyValuePair<PropertyKeyId, Value>> _properties = [];
    private int _reported;

    /// <summary>Nodes looked at.</summary>
    public long Nodes => _tally.Nodes;

    /// <summary>Relationships looked at.</summary>
    public long Relationships => _tally.Relationships;

    /// <summary>Property values decoded.</summary>
    public long PropertyValues { get; private set; }

    /// <summary>Runs the check.</summary>
    public void Run()
    {
        try
        {
            Look();
        }
        catch (CorruptionException damage)
        {
            findings.Add(damage);
        }
    }

    private void Look()
    {
        ulong outgoing = 0;
        ulong incoming = 0;
        long[] nodes = new long[BatchRows];
        var scan = graph.ScanNodes(LabelId.None);
        for (int count; (count = scan.Next(nodes)) > 0; )
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = nodes.AsSpan(0, count);
            foreach (long node in batch)
            {
                _tally.AddNodes(LabelsOf(node), 1);
                graph.ReadProperties(new NodeId(node), _properties);
                CountProperties();
            }
            outgoing += SumOf(batch, Direction.Outgoing);
            incoming += SumOf(batch, Direction.Incoming);
        }
        ulong scanned = ScanRelationships();
        if (scanned != outgoing || scanned != incoming)
        {
            Report("relationships look different from their two ends");
        }
        CountComparison.Run(graph.Counts, _tally.ToCounts(), findings);
    }

    private static ulong Hash(long relationship, long start, long end)
    {
        ulong hash = (ulong)relationship * Multiplier;
        hash = (hash ^ hash >> 29 ^ (ulong)start) * Multiplier;
        hash = (hash ^ hash >> 31 ^ (ulong)end) * Multiplier;
        return hash ^ hash >> 33;
    }

    private ReadOnlySpan<LabelId> LabelsOf(long node)
    {
        _labels.Clear();
        graph.ReadLabels(new(node), _labels);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_labels);
    }

    private ulong SumOf(ReadOnlySpan<long> nodes, Direction direction)
    {
        ulong sum = 0;
        int[] rows = new int[BatchRows];
        long[] ids = new long[BatchRows];
        long[] neighbours = new long[BatchRows];
        var expansion = graph.Expand(direction, []);
        expansion.Start(nodes);
        for (int count; (count = expansion.Next(rows, ids, neighbours)) > 0; )
        {
            for (int i = 0; i < count; i++)
            {
                long node = nodes[rows[i]];
                sum +=
                    direction == Direction.Outgoing
                        ? Hash(ids[i], node, neighbours[i])
                        : Hash(ids[i], neighbours[i], node);
            }
        }
        return sum;
    }

    private ulong ScanRelationships()
    {
        ulong sum = 0;
        long[] ids = new long[BatchRows];
        long[] starts = new long[BatchRows];
        long[] ends = new long[BatchRows];
        for (int type = 0; type < graph.Tokens.RelationshipTypes.Count; type++)
        {
            var number = new RelationshipTypeId(type);
            var scan = graph.ScanRelationships(number);
            for (int count; (count = scan.Next(ids, starts, ends)) > 0; )
            {
                cancellation.ThrowIfCancellationRequested();
                for (int i = 0; i < count; i++)
                {
                    sum += Hash(ids[i], starts[i], ends[i]);
                    graph.ReadProperties(new RelationshipId(ids[i]), _properties);
                    CountProperties();
                    CheckEnds(ids[i], starts[i], ends[i]);
                    var outgoing = LabelsOf(starts[i]);
                    _tally.AddRelationships(outgoing, Direction.Outgoing, number, 1);
                    var incoming = LabelsOf(ends[i]);
                    _tally.AddRelationships(incoming, Direction.Incoming, number, 1);
                }
            }
        }
        return sum;
    }

    private void CountProperties()
    {
        PropertyValues += _properties.Count;
        _properties.Clear();
    }

    private void CheckEnds(long relationship, long start, long end)
    {
        foreach (long node in (ReadOnlySpan<long>)[start, end])
        {
            if (!graph.Exists(new NodeId(node)))
            {
                Report(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"relationship {relationship} ends at node {node}, which does not exist"
                    )
                );
            }
        }
    }

    private void Report(string problem)
    {
        if (_reported++ < MaxReported)
        {
            findings.Add(ManifestFile.Name, 0, problem);
        }
    }
}
