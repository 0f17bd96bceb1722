using System.Globalization;
using System.Text;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Statistics;

namespace Quiver.Storage.Tests.Histories;

/// <summary>A graph as plain objects, changed step by step beside a database; tells its whole content as text, names and counts included.</summary>
internal sealed class HistoryModel
{
    public sealed record Node(
        SortedSet<string> Labels,
        SortedDictionary<string, string> Properties
    );

    public sealed record Relationship(
        string Type,
        long Start,
        long End,
        SortedDictionary<string, string> Properties
    );

    public SortedDictionary<long, Node> Nodes { get; } = [];

    public SortedDictionary<long, Relationship> Relationships { get; } = [];

    public HistoryModel Clone()
    {
        var clone = new HistoryModel();
        foreach (var (id, node) in Nodes)
        {
            clone.Nodes[id] = new([.. node.Labels], new(node.Properties));
        }
        foreach (var (id, relationship) in Relationships)
        {
            clone.Relationships[id] = relationship with
            {
                Properties = new(relationship.Properties),
            };
        }
        return clone;
    }

    public string Describe()
    {
        var text = new StringBuilder();
        foreach (var (id, node) in Nodes)
        {
            DescribeNode(text, id, node.Labels, node.Properties);
        }
        foreach (var (id, r) in Relationships)
        {
            DescribeRelationship(text, id, r.Type, (r.Start, r.End), r.Properties);
        }
        foreach (long id in Nodes.Keys)
        {
            var at = Relationships.Where(r => r.Value.Start == id || r.Value.End == id).ToList();
            DescribeAdjacency(
                text,
                id,
                at.Where(r => r.Value.Start == id).Select(r => (r.Key, r.Value.End)),
                at.Where(r => r.Value.End == id).Select(r => (r.Key, r.Value.Start)),
                at.Select(r => (r.Key, r.Value.Start == id ? r.Value.End : r.Value.Start))
            );
        }
        DescribeCounts(text, Counts());
        return text.ToString();
    }

    public static string Describe(Snapshot graph)
    {
        var text = new StringBuilder();
        var nodes = Scan(graph, LabelId.None);
        foreach (long id in nodes)
        {
            var labels = new List<LabelId>();
            graph.ReadLabels(new(id), labels);
            Assert.True(graph.Exists(new NodeId(id)));
            var names = labels.Select(l => graph.Tokens.Labels[l.Value]);
            DescribeNode(text, id, names.Order(StringComparer.Ordinal), Properties(graph, id));
        }
        CheckLabelScans(graph, nodes);
        foreach (var (id, type, start, end) in ScanRelationships(graph))
        {
            Assert.True(graph.TryReadRelationship(new(id), out var record));
            Assert.Equal((start, end), (record.Start.Value, record.End.Value));
            Assert.Equal(type, graph.Tokens.RelationshipTypes[record.Type.Value]);
            var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
            graph.ReadProperties(new RelationshipId(id), properties);
            DescribeRelationship(text, id, type, (start, end), Named(graph, properties));
        }
        foreach (long id in nodes)
        {
            DescribeAdjacency(
                text,
                id,
                Expand(graph, id, Direction.Outgoing),
                Expand(graph, id, Direction.Incoming),
                Expand(graph, id, Direction.Both)
            );
        }
        DescribeCounts(text, NamedCounts(graph));
        return text.ToString();
    }

    private static void DescribeNode(
        StringBuilder text,
        long id,
        IEnumerable<string> labels,
        IEnumerable<KeyValuePair<string, string>> properties
    ) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"({id}:{string.Join(':', labels)} {Join(properties)})\n"
        );

    private static void DescribeRelationship(
        StringBuilder text,
        long id,
        string type,
        (long Start, long End) ends,
        IEnumerable<KeyValuePair<string, string>> properties
    ) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"({ends.Start})-[{id}:{type} {Join(properties)}]->({ends.End})\n"
        );

    private static void DescribeAdjacency(
        StringBuilder text,
        long id,
        IEnumerable<(long Relationship, long Neighbour)> outgoing,
        IEnumerable<(long Relationship, long Neighbour)> incoming,
        IEnumerable<(long Relationship, long Neighbour)> both
    ) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"{id}: out {Join(outgoing)} in {Join(incoming)} both {Join(both)}\n"
        );

    private static void DescribeCounts(StringBuilder text, SortedDictionary<string, long> counts)
    {
        foreach (var (name, count) in counts.Where(c => c.Value != 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name} = {count}\n");
        }
    }

    private static string Join(IEnumerable<KeyValuePair<string, string>> properties) =>
        string.Join(
            ',',
            properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}")
        );

    private static string Join(IEnumerable<(long Relationship, long Neighbour)> adjacent) =>
        string.Join(',', adjacent.Order().Select(a => $"{a.Relationship}>{a.Neighbour}"));

    private SortedDictionary<string, long> Counts()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var node in Nodes.Values)
        {
            Add(counts, "nodes");
            foreach (string label in node.Labels)
            {
                Add(counts, $":{label}");
            }
        }
        foreach (var relationship in Relationships.Values)
        {
            Add(counts, "relationships");
            Add(counts, $"[{relationship.Type}]");
            foreach (string label in Nodes[relationship.Start].Labels)
            {
                Add(counts, $":{label}-[{relationship.Type}]->");
            }
            foreach (string label in Nodes[relationship.End].Labels)
            {
                Add(counts, $"-[{relationship.Type}]->:{label}");
            }
        }
        return counts;
    }

    private static SortedDictionary<string, long> NamedCounts(Snapshot graph)
    {
        GraphCounts counts = graph.Counts;
        Assert.Equal(counts.Nodes, graph.NodeCount);
        Assert.Equal(counts.Relationships, graph.RelationshipCount);
        var labels = graph.Tokens.Labels;
        var types = graph.Tokens.RelationshipTypes;
        var named = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            ["nodes"] = counts.Nodes,
            ["relationships"] = counts.Relationships,
        };
        foreach (var (label, count) in counts.NodesByLabel)
        {
            named[$":{labels[label]}"] = count;
        }
        foreach (var (type, count) in counts.RelationshipsByType)
        {
            named[$"[{types[type]}]"] = count;
        }
        foreach (var ((label, type), count) in counts.RelationshipsByStartLabel)
        {
            named[$":{labels[label]}-[{types[type]}]->"] = count;
        }
        foreach (var ((label, type), count) in counts.RelationshipsByEndLabel)
        {
            named[$"-[{types[type]}]->:{labels[label]}"] = count;
        }
        return named;
    }

    private static void Add(SortedDictionary<string, long> counts, string name) =>
        counts[name] = counts.GetValueOrDefault(name) + 1;

    private static List<long> Scan(Snapshot graph, LabelId label)
    {
        var found = new List<long>();
        var scan = graph.ScanNodes(label);
        long[] batch = new long[7];
        for (int count; (count = scan.Next(batch)) > 0; )
        {
            found.AddRange(batch.AsSpan(0, count));
        }
        return found;
    }

    private static void CheckLabelScans(Snapshot graph, List<long> nodes)
    {
        long[] asked = [.. nodes, -1, long.MaxValue >> 12];
        bool[] has = new bool[asked.Length];
        for (int label = 0; label < graph.Tokens.Labels.Count; label++)
        {
            graph.HasLabel(asked, new(label), has);
            var expected = asked.Where((_, i) => has[i]);
            Assert.Equal(expected, Scan(graph, new(label)));
        }
    }

    private static List<(long Id, string Type, long Start, long End)> ScanRelationships(
        Snapshot graph
    )
    {
        var found = new List<(long, string, long, long)>();
        long[] ids = new long[5];
        long[] starts = new long[5];
        long[] ends = new long[5];
        for (int type = 0; type < graph.Tokens.RelationshipTypes.Count; type++)
        {
            var scan = graph.ScanRelationships(new(type));
            for (int count; (count = scan.Next(ids, starts, ends)) > 0; )
            {
                for (int i = 0; i < count; i++)
                {
                    found.Add((ids[i], graph.Tokens.RelationshipTypes[type], starts[i], ends[i]));
                }
            }
        }
        found.Sort();
        return found;
    }

    private static List<(long Relationship, long Neighbour)> Expand(
        Snapshot graph,
        long node,
        Direction direction
    )
    {
        var found = new List<(long, long)>();
        var expansion = graph.Expand(direction, []);
        expansion.Start([-1, node]);
        int[] rows = new int[3];
        long[] ids = new long[3];
        long[] neighbours = new long[3];
        for (int count; (count = expansion.Next(rows, ids, neighbours)) > 0; )
        {
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(1, rows[i]);
                found.Add((ids[i], neighbours[i]));
            }
        }
        long[] degree = new long[1];
        graph.ReadDegrees([node], direction, [], degree);
        Assert.Equal(found.Count, degree[0]);
        foreach (long neighbour in found.Select(f => f.Item2).Distinct())
        {
            var between = new List<RelationshipId>();
            graph.FindRelationships(new(node), new(neighbour), direction, [], between);
            Assert.Equal(
                found.Where(f => f.Item2 == neighbour).Select(f => f.Item1).Order(),
                between.Select(r => r.Value).Order()
            );
        }
        return found;
    }

    private static List<KeyValuePair<string, string>> Properties(Snapshot graph, long node)
    {
        var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
        graph.ReadProperties(new NodeId(node), properties);
        foreach (var (key, value) in properties)
        {
            var column = new Model.Columns.ColumnBuilder();
            graph.ReadNodeProperty(key, [node, -1], column);
            var built = column.Build();
            Assert.Equal(value.ToString(), built[0].ToString());
            Assert.True(built.IsNull(1));
        }
        return Named(graph, properties);
    }

    private static List<KeyValuePair<string, string>> Named(
        Snapshot graph,
        List<KeyValuePair<PropertyKeyId, Value>> properties
    ) =>
        properties.ConvertAll(p => new KeyValuePair<string, string>(
            graph.Tokens.PropertyKeys[p.Key.Value],
            p.Value.ToString()
        ));
}
