using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Apoc.Refactor;

/// <summary>One call of apoc.refactor.mergeNodes: the first node gets the labels, properties and relationships of the others, which are deleted.</summary>
/// <param name="call">The call.</param>
/// <param name="options">How they are merged.</param>
internal sealed class NodeMerge(ProcedureInvocation call, MergeOptions options)
{
    private const string Name = "apoc.refactor.mergeNodes";
    private const int Room = 256;

    private readonly List<KeyValuePair<PropertyKeyId, Value>> _properties = [];

    /// <summary>The procedure.</summary>
    public static Procedure Procedure { get; } =
        new(
            new ProcedureSignature(
                Name,
                [
                    new("nodes", ProcedureType.ListOf(ProcedureType.Node), "The nodes."),
                    new(
                        "config",
                        ProcedureType.Map,
                        "Options: properties, mergeRels, produceSelfRel, singleElementAsArray.",
                        Value.Map(MapValue.Empty)
                    ),
                ],
                [new("node", ProcedureType.Node, "The first node.")],
                "Merges nodes into the first of them, with all their relationships."
            )
            {
                Mode = ProcedureMode.Write,
                ChangesGraph = true,
            },
            static call => new NodeMerge(call, new(Name, call, call.Arguments[1])).Run()
        );

    private IEnumerable<Value[]> Run()
    {
        var changes = call.Changes ?? throw ApocErrors.NoQueries();
        List<NodeId> nodes = [];
        if (!call.Arguments[0].IsNull)
        {
            foreach (var value in call.Arguments[0].AsList().AsSpan())
            {
                if (!value.IsNull && !nodes.Contains(value.AsNode()))
                {
                    nodes.Add(value.AsNode());
                }
            }
        }
        if (nodes.Count > 1)
        {
            Merge(changes, nodes);
        }
        return nodes.Count > 0
            ?
            [
                [Value.Node(nodes[0])],
            ]
            : [];
    }

    private void Merge(ProcedureChanges changes, List<NodeId> nodes)
    {
        var labels = new List<LabelId>();
        var properties = new MergedProperties(options.OfNodes, options.KeepsSingleLists);
        foreach (var node in nodes)
        {
            call.Snapshot.ReadLabels(node, labels);
            _properties.Clear();
            call.Snapshot.ReadProperties(node, _properties);
            properties.Add(MapOfProperties());
        }
        var tokens = call.Snapshot.Tokens.Labels;
        Value[] names = [.. labels.Distinct().Select(l => Value.String(tokens[l.Value]))];
        var relationships = RelationshipsOf(nodes);
        // Those that go make room first: what is unique may be theirs.
        Run(
            changes,
            "UNWIND $others AS n DETACH DELETE n",
            "others",
            Value.List([.. nodes.Skip(1).Select(static n => Value.Node(n))])
        );
        var first = Value.Map(
            new MapValue([
                new("node", Value.Node(nodes[0])),
                new("labels", Value.List(names)),
                new("properties", Value.Map(properties.ToMap())),
            ])
        );
        Run(changes, "WITH $first.node AS n SET n = $first.properties", "first", first);
        if (names.Length > 0)
        {
            Run(changes, "WITH $first.node AS n SET n:$($first.labels)", "first", first);
        }
        Run(
            changes,
            "UNWIND $made AS m WITH m.start AS start, m.end AS end, m.type AS type, m.properties AS properties CREATE (start)-[r:$(type)]->(end) SET r = properties",
            "made",
            ListOf(relationships.Where(static r => r.Kept is null))
        );
        Run(
            changes,
            "UNWIND $changed AS c WITH c.kept AS r, c.properties AS properties SET r = properties",
            "changed",
            ListOf(relationships.Where(static r => r is { Kept: not null, IsChanged: true }))
        );
    }

    private static void Run(ProcedureChanges changes, string query, string name, Value value) =>
        changes.Run(query, new MapValue([new(name, value)]), []);

    private static Value ListOf(IEnumerable<MergedRelationship> relationships) =>
        Value.List([.. relationships.Select(static r => r.ToValue())]);

    /// <summary>The relationships that the first node is to get, and those of its own that become one with others.</summary>
    private List<MergedRelationship> RelationshipsOf(List<NodeId> nodes)
    {
        long first = nodes[0].Value;
        var others = nodes.Skip(1).Select(static n => n.Value).ToHashSet();
        var found = new List<MergedRelationship>();
        var byEnds = new Dictionary<(long Start, int Type, long End), MergedRelationship>();
        foreach (long id in IncidentTo(nodes))
        {
            if (!call.Snapshot.TryReadRelationship(new RelationshipId(id), out var record))
            {
                continue;
            }
            long start = others.Contains(record.Start.Value) ? first : record.Start.Value;
            long end = others.Contains(record.End.Value) ? first : record.End.Value;
            bool isMoved = start != record.Start.Value || end != record.End.Value;
            bool becomesLoop = start == end && record.Start != record.End;
            if (becomesLoop && !options.MakesLoops)
            {
                continue;
            }
            _properties.Clear();
            call.Snapshot.ReadProperties(new RelationshipId(id), _properties);
            var key = (start, record.Type.Value, end);
            if (isMoved && options.MergesRelationships && byEnds.TryGetValue(key, out var same))
            {
                same.Properties.Add(MapOfProperties());
                same.IsChanged = true;
                continue;
            }
            var merged = new MergedRelationship(
                isMoved ? null : new RelationshipId(id),
                call.Snapshot.Tokens.RelationshipTypes[record.Type.Value],
                new NodeId(start),
                new NodeId(end),
                new MergedProperties(options.OfRelationships, options.KeepsSingleLists)
            );
            merged.Properties.Add(MapOfProperties());
            byEnds.TryAdd(key, merged);
            found.Add(merged);
        }
        return found;
    }

    /// <summary>All relationships of the nodes, those of the first one first.</summary>
    private List<long> IncidentTo(List<NodeId> nodes)
    {
        var expansion = call.Snapshot.Expand(Direction.Both, []);
        int[] rows = new int[Room];
        long[] relationships = new long[Room];
        long[] neighbours = new long[Room];
        var seen = new HashSet<long>();
        var found = new List<long>();
        foreach (var node in nodes)
        {
            expansion.Start([node.Value]);
            while (expansion.Next(rows, relationships, neighbours) is > 0 and int count)
            {
                found.AddRange(relationships.Take(count).Where(seen.Add));
            }
        }
        return found;
    }

    private MapValue MapOfProperties() =>
        new(
            _properties.Select(p => new KeyValuePair<string, Value>(
                call.Snapshot.Tokens.PropertyKeys[p.Key.Value],
                p.Value
            ))
        );
}
