using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Storage.Tests.Transactions;

/// <summary>Compares everything that a snapshot can be asked with a plain graph.</summary>
internal static class SnapshotComparison
{
    public static void AssertEqual(PlainGraph expected, Snapshot actual, string context)
    {
        CompareNodes(expected, actual, context);
        CompareRelationships(expected, actual, context);
        CompareAdjacency(expected, actual, context);
        CompareCounts(expected, actual, context);
    }

    private static void CompareNodes(PlainGraph expected, Snapshot actual, string context)
    {
        long[] ids = [.. expected.Nodes.Keys.Order()];
        Assert.True(
            ids.SequenceEqual(SnapshotReading.Nodes(actual, LabelId.None)),
            $"{context}: nodes"
        );
        for (int label = 0; label < actual.Tokens.Labels.Count; label++)
        {
            long[] with = [.. ids.Where(id => expected.Nodes[id].Labels.Contains(label))];
            var scanned = SnapshotReading.Nodes(actual, new LabelId(label));
            Assert.True(with.SequenceEqual(scanned), $"{context}: nodes with label {label}");
            bool[] has = new bool[ids.Length];
            actual.HasLabel(ids, new LabelId(label), has);
            Assert.True(
                ids.Select(id => expected.Nodes[id].Labels.Contains(label)).SequenceEqual(has),
                $"{context}: label test {label}"
            );
        }
        for (int key = 0; key < actual.Tokens.PropertyKeys.Count; key++)
        {
            var column = new ColumnBuilder();
            actual.ReadNodeProperty(new PropertyKeyId(key), ids, column);
            AssertColumn(
                column.Build(),
                [.. ids.Select(id => expected.Nodes[id].Properties.GetValueOrDefault(key))],
                $"{context}: node property {key}"
            );
            long[] present = new long[ids.Length];
            actual.ReadNodePresence(new PropertyKeyId(key), ids, present);
            Assert.True(
                ids.Select(id => expected.Nodes[id].Properties.ContainsKey(key) ? 1L : 0)
                    .SequenceEqual(present),
                $"{context}: presence of node property {key}"
            );
        }
        foreach (var (id, node) in expected.Nodes)
        {
            Assert.True(actual.Exists(new NodeId(id)), $"{context}: node {id}");
            var labels = new List<LabelId>();
            actual.ReadLabels(new NodeId(id), labels);
            Assert.True(
                node.Labels.SequenceEqual(labels.Select(l => l.Value)),
                $"{context}: labels of {id}"
            );
            var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
            actual.ReadProperties(new NodeId(id), properties);
            AssertProperties(node.Properties, properties, $"{context}: properties of node {id}");
        }
        for (long id = 0; id < actual.NodeIdLimit; id++)
        {
            Assert.Equal(expected.Nodes.ContainsKey(id), actual.Exists(new NodeId(id)));
        }
    }

    private static void CompareRelationships(PlainGraph expected, Snapshot actual, string context)
    {
        for (int type = 0; type < actual.Tokens.RelationshipTypes.Count; type++)
        {
            var wanted = expected
                .Relationships.Where(r => r.Value.Type == type)
                .Select(r => (r.Key, r.Value.Start, r.Value.End))
                .Order();
            Assert.True(
                wanted.SequenceEqual(SnapshotReading.Relationships(actual, type).Order()),
                $"{context}: relationships of type {type}"
            );
        }
        for (long id = 0; id < actual.RelationshipIdLimit; id++)
        {
            bool exists = actual.TryReadRelationship(new RelationshipId(id), out var record);
            Assert.True(
                expected.Relationships.ContainsKey(id) == exists,
                $"{context}: relationship {id}"
            );
            if (exists)
            {
                var wanted = expected.Relationships[id];
                Assert.Equal(
                    (wanted.Type, wanted.Start, wanted.End),
                    (record.Type.Value, record.Start.Value, record.End.Value)
                );
                var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
                actual.ReadProperties(new RelationshipId(id), properties);
                AssertProperties(
                    wanted.Properties,
                    properties,
                    $"{context}: properties of relationship {id}"
                );
            }
        }
        long[] ids = [.. expected.Relationships.Keys.Order()];
        for (int key = 0; key < actual.Tokens.PropertyKeys.Count; key++)
        {
            var column = new ColumnBuilder();
            actual.ReadRelationshipProperty(new PropertyKeyId(key), ids, column);
            AssertColumn(
                column.Build(),
                [.. ids.Select(id => expected.Relationships[id].Properties.GetValueOrDefault(key))],
                $"{context}: relationship property {key}"
            );
            long[] present = new long[ids.Length];
            actual.ReadRelationshipPresence(new PropertyKeyId(key), ids, present);
            Assert.True(
                ids.Select(id => expected.Relationships[id].Properties.ContainsKey(key) ? 1L : 0)
                    .SequenceEqual(present),
                $"{context}: presence of relationship property {key}"
            );
        }
    }

    private static void CompareAdjacency(PlainGraph expected, Snapshot actual, string context)
    {
        long[] nodes = [.. expected.Nodes.Keys.Order(), -1];
        int typeCount = actual.Tokens.RelationshipTypes.Count;
        foreach (var direction in Enum.GetValues<Direction>())
        {
            for (int type = -1; type < typeCount; type++)
            {
                RelationshipTypeId[] types = type < 0 ? [] : [new RelationshipTypeId(type)];
                var rows = nodes
                    .Select((node, row) => (node, row))
                    .ToDictionary(p => p.node, p => p.row);
                var wanted = new List<(int, long, long)>();
                foreach (var (id, relationship) in expected.Relationships)
                {
                    if (type >= 0 && relationship.Type != type)
                    {
                        continue;
                    }
                    if (direction != Direction.Incoming)
                    {
                        wanted.Add((rows[relationship.Start], id, relationship.End));
                    }
                    bool loop = relationship.Start == relationship.End;
                    if (direction == Direction.Incoming || (direction == Direction.Both && !loop))
                    {
                        wanted.Add((rows[relationship.End], id, relationship.Start));
                    }
                }
                wanted.Sort();
                var expanded = SnapshotReading.Expand(actual, nodes, direction, types);
                Assert.True(
                    expanded.Select(e => e.Row).SequenceEqual(expanded.Select(e => e.Row).Order()),
                    $"{context}: row order"
                );
                expanded.Sort();
                Assert.True(wanted.SequenceEqual(expanded), $"{context}: {direction} type {type}");
                long[] degrees = new long[nodes.Length];
                actual.ReadDegrees(nodes, direction, types, degrees);
                Assert.True(
                    degrees.SequenceEqual(
                        nodes.Select((_, row) => (long)wanted.Count(w => w.Item1 == row))
                    ),
                    $"{context}: degrees {direction} type {type}"
                );
                AssertFound(actual, nodes, direction, types, wanted, context);
            }
        }
    }

    private static void AssertFound(
        Snapshot actual,
        long[] nodes,
        Direction direction,
        RelationshipTypeId[] types,
        List<(int Row, long Id, long Neighbour)> wanted,
        string context
    )
    {
        foreach (var pair in wanted.GroupBy(w => (w.Row, w.Neighbour)).Take(40))
        {
            var found = new List<RelationshipId>();
            actual.FindRelationships(
                new NodeId(nodes[pair.Key.Row]),
                new NodeId(pair.Key.Neighbour),
                direction,
                types,
                found
            );
            Assert.True(
                pair.Select(w => w.Id).Order().SequenceEqual(found.Select(f => f.Value).Order()),
                $"{context}: between {nodes[pair.Key.Row]} and {pair.Key.Neighbour} {direction}"
            );
        }
    }

    private static void CompareCounts(PlainGraph expected, Snapshot actual, string context)
    {
        var counts = actual.Counts;
        Assert.True(expected.Nodes.Count == counts.Nodes, $"{context}: node count");
        Assert.True(
            expected.Relationships.Count == counts.Relationships,
            $"{context}: relationship count"
        );
        for (int label = 0; label < actual.Tokens.Labels.Count; label++)
        {
            Assert.True(
                expected.Nodes.Values.Count(n => n.Labels.Contains(label))
                    == counts.NodesByLabel.GetValueOrDefault(label),
                $"{context}: count of label {label}"
            );
            for (int type = 0; type < actual.Tokens.RelationshipTypes.Count; type++)
            {
                Assert.True(
                    expected.Relationships.Values.Count(r =>
                        r.Type == type && expected.Nodes[r.Start].Labels.Contains(label)
                    ) == counts.RelationshipsByStartLabel.GetValueOrDefault((label, type)),
                    $"{context}: count of type {type} from label {label}"
                );
                Assert.True(
                    expected.Relationships.Values.Count(r =>
                        r.Type == type && expected.Nodes[r.End].Labels.Contains(label)
                    ) == counts.RelationshipsByEndLabel.GetValueOrDefault((label, type)),
                    $"{context}: count of type {type} to label {label}"
                );
            }
        }
        for (int type = 0; type < actual.Tokens.RelationshipTypes.Count; type++)
        {
            Assert.True(
                expected.Relationships.Values.Count(r => r.Type == type)
                    == counts.RelationshipsByType.GetValueOrDefault(type),
                $"{context}: count of type {type}"
            );
        }
    }

    private static void AssertProperties(
        Dictionary<int, Value> expected,
        List<KeyValuePair<PropertyKeyId, Value>> actual,
        string context
    )
    {
        Assert.True(
            expected.Keys.Order().SequenceEqual(actual.Select(p => p.Key.Value)),
            $"{context}: keys"
        );
        foreach (var (key, value) in actual)
        {
            Assert.True(
                ValueEquivalence.Instance.Equals(expected[key.Value], value),
                $"{context}: {key}"
            );
        }
    }

    private static void AssertColumn(ColumnVector column, Value[] expected, string context)
    {
        Assert.True(column.Count == expected.Length, $"{context}: length");
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.True(
                ValueEquivalence.Instance.Equals(expected[row], column[row]),
                $"{context}: row {row}"
            );
        }
    }
}
