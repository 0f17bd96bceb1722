using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Storage.Tests.Transactions;

/// <summary>The graph as plain dictionaries: what snapshots are compared with.</summary>
internal sealed class PlainGraph
{
    public Dictionary<long, PlainNode> Nodes { get; } = [];

    public Dictionary<long, PlainRelationship> Relationships { get; } = [];

    public static PlainGraph Of(Snapshot snapshot)
    {
        var graph = new PlainGraph();
        foreach (long id in SnapshotReading.Nodes(snapshot, LabelId.None))
        {
            var labels = new List<LabelId>();
            snapshot.ReadLabels(new NodeId(id), labels);
            var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
            snapshot.ReadProperties(new NodeId(id), properties);
            graph.Nodes.Add(
                id,
                new PlainNode(
                    [.. labels.Select(l => l.Value)],
                    properties.ToDictionary(p => p.Key.Value, p => p.Value)
                )
            );
        }
        for (int type = 0; type < snapshot.Tokens.RelationshipTypes.Count; type++)
        {
            foreach (var (id, start, end) in SnapshotReading.Relationships(snapshot, type))
            {
                var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
                snapshot.ReadProperties(new RelationshipId(id), properties);
                graph.Relationships.Add(
                    id,
                    new PlainRelationship(
                        type,
                        start,
                        end,
                        properties.ToDictionary(p => p.Key.Value, p => p.Value)
                    )
                );
            }
        }
        return graph;
    }

    public PlainGraph Copy()
    {
        var copy = new PlainGraph();
        foreach (var (id, node) in Nodes)
        {
            copy.Nodes.Add(id, new PlainNode([.. node.Labels], new(node.Properties)));
        }
        foreach (var (id, relationship) in Relationships)
        {
            copy.Relationships.Add(
                id,
                relationship with
                {
                    Properties = new(relationship.Properties),
                }
            );
        }
        return copy;
    }
}
