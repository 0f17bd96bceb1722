using Quiver.Cypher.Execution.Procedures;
using Quiver.Foundation;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Apoc.Meta;

/// <summary>
/// Nodes of each label at even distances, and some of their relationships. Where there are hardly more nodes than the sample wants, all of them; the same ones in each call.
/// </summary>
/// <param name="call">The call.</param>
/// <param name="options">What is looked at.</param>
internal sealed class MetaSample(ProcedureInvocation call, MetaOptions options)
{
    private const int BatchRows = 1024;

    private readonly Snapshot _snapshot = call.Snapshot;
    private readonly Expansion _outgoing = call.Snapshot.Expand(Direction.Outgoing, []);
    private readonly Expansion _incoming = call.Snapshot.Expand(Direction.Incoming, []);
    private readonly long[] _nodes = new long[BatchRows];
    private readonly int[] _rows = new int[BatchRows];
    private readonly long[] _relationships = new long[BatchRows];
    private readonly long[] _neighbours = new long[BatchRows];
    private readonly List<LabelId> _labels = [];
    private readonly List<KeyValuePair<PropertyKeyId, Value>> _properties = [];

    /// <summary>The labels that are looked at and that nodes have, by name.</summary>
    public IReadOnlyList<(string Name, LabelId Label)> Labels { get; } =
    [
        .. call
            .Snapshot.Tokens.Labels.All.Select(static (name, i) => (name, new LabelId(i)))
            .Where(l =>
                call.Snapshot.Counts.NodesByLabel.GetValueOrDefault(l.Item2.Value) > 0
                && options.TakesLabel(l.name)
            )
            .OrderBy(static l => l.name, StringComparer.Ordinal),
    ];

    /// <summary>Shows the nodes of a label.</summary>
    public void Visit(LabelId label, Action<NodeId> see)
    {
        long count = _snapshot.Counts.NodesByLabel.GetValueOrDefault(label.Value);
        long step = options.Sample > 0 ? Math.Max(1, count / options.Sample) : 1;
        var scan = _snapshot.ScanNodes(label);
        long passed = 0;
        for (int found = scan.Next(_nodes); found > 0; found = scan.Next(_nodes))
        {
            call.Cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < found; i++)
            {
                if ((passed + i) % step == 0)
                {
                    see(new NodeId(_nodes[i]));
                }
            }
            passed += found;
        }
    }

    /// <summary>Shows relationships of a node, of the types that are looked at, and the nodes at their other ends.</summary>
    public void VisitRelationships(
        NodeId node,
        bool outgoing,
        Action<RelationshipId, string, NodeId> see
    )
    {
        var expansion = outgoing ? _outgoing : _incoming;
        expansion.Start([node.Value]);
        int room = options.MaxRelationships;
        while (room > 0)
        {
            int wanted = Math.Min(room, BatchRows);
            int found = expansion.Next(
                _rows.AsSpan(0, wanted),
                _relationships.AsSpan(0, wanted),
                _neighbours.AsSpan(0, wanted)
            );
            if (found == 0)
            {
                return;
            }
            for (int i = 0; i < found; i++)
            {
                var relationship = new RelationshipId(_relationships[i]);
                string type = TypeOf(relationship);
                if (options.TakesType(type))
                {
                    see(relationship, type, new NodeId(_neighbours[i]));
                }
            }
            room -= found;
        }
    }

    /// <summary>A node's labels by name; the list is the caller's.</summary>
    public string[] LabelsOf(NodeId node)
    {
        _labels.Clear();
        _snapshot.ReadLabels(node, _labels);
        string[] names = [.. _labels.Select(l => _snapshot.Tokens.Labels[l.Value])];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <summary>A node's properties, valid until the next call.</summary>
    public List<KeyValuePair<PropertyKeyId, Value>> PropertiesOf(NodeId node)
    {
        _properties.Clear();
        _snapshot.ReadProperties(node, _properties);
        return _properties;
    }

    /// <summary>A relationship's properties, valid until the next call.</summary>
    public List<KeyValuePair<PropertyKeyId, Value>> PropertiesOf(RelationshipId relationship)
    {
        _properties.Clear();
        _snapshot.ReadProperties(relationship, _properties);
        return _properties;
    }

    private string TypeOf(RelationshipId relationship)
    {
        Invariant.Assert(_snapshot.TryReadRelationship(relationship, out var record));
        return _snapshot.Tokens.RelationshipTypes[record.Type.Value];
    }
}
