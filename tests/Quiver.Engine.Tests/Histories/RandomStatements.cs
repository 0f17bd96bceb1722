using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Histories;

/// <summary>Writes random statements that change a graph, with what they mean.</summary>
internal sealed class RandomStatements(Random random)
{
    private static readonly string[] Labels = ["A", "B", "C"];
    private static readonly string[] Types = ["R", "S"];
    private static readonly string[] Keys = ["p", "q"];

    private long _lastNumber;

    /// <summary>A statement that changes something, most times.</summary>
    public RandomStatement Next(PlainStatements graph) =>
        (graph.Nodes.Count < 3 ? 0 : random.Next(22)) switch
        {
            < 4 => CreateNode(),
            < 7 => CreateRelationship(graph),
            7 or 8 => MergeNode(),
            9 => MergeRelationship(graph),
            10 or 11 => SetFound(),
            12 => SetInRange(),
            13 => ChangeLabel(graph),
            14 => RemoveProperty(),
            15 => SetAll(graph),
            16 => SetOnRelationships(),
            17 => DeleteRelationship(graph),
            18 => DetachDelete(graph),
            19 => DeleteFound(),
            20 => Unwind(),
            _ => Swap(graph),
        };

    /// <summary>A value that properties have.</summary>
    public Value AnyValue() =>
        random.Next(8) switch
        {
            0 => Value.String("a"),
            1 => Value.String("ab"),
            2 => Value.String("b" + new string('é', random.Next(3))),
            3 => Value.Float(random.Next(4) + 0.5),
            4 => Value.Float(random.Next(4)),
            _ => Value.Integer(random.Next(8)),
        };

    private static RandomStatement Statement(
        string text,
        Action<PlainStatements> change,
        params (string Name, Value Value)[] parameters
    ) => new(text, parameters.ToDictionary(p => p.Name, p => p.Value), change);

    private RandomStatement CreateNode()
    {
        long id = ++_lastNumber;
        var labels = Labels.Where(_ => random.Next(2) == 0).ToList();
        string key = AnyOf(Keys);
        var value = AnyValue();
        string pattern = string.Concat(labels.Select(l => ":" + l));
        return Statement(
            $"CREATE (n{pattern} {{id: $id, {key}: $v}})",
            graph =>
            {
                var node = New(id, [.. labels]);
                node.Set(key, value);
                graph.Nodes.Add(id, node);
            },
            ("id", Value.Integer(id)),
            ("v", value)
        );
    }

    private RandomStatement CreateRelationship(PlainStatements graph)
    {
        long id = ++_lastNumber;
        long start = AnyNode(graph);
        long end = random.Next(5) == 0 ? start : AnyNode(graph);
        string type = AnyOf(Types);
        var value = AnyValue();
        return Statement(
            $"MATCH (a {{id: $a}}) MATCH (b {{id: $b}}) CREATE (a)-[:{type} {{id: $id, p: $v}}]->(b)",
            changed =>
            {
                var relationship = New(id, type) with { Ends = (start, end) };
                relationship.Set("p", value);
                changed.Relationships.Add(id, relationship);
            },
            ("a", Value.Integer(start)),
            ("b", Value.Integer(end)),
            ("id", Value.Integer(id)),
            ("v", value)
        );
    }

    private RandomStatement MergeNode()
    {
        long id = ++_lastNumber;
        string label = AnyOf(Labels);
        var value = AnyValue();
        return Statement(
            $"MERGE (n:{label} {{p: $v}}) ON CREATE SET n.id = $id ON MATCH SET n.q = $id",
            graph =>
            {
                var found = graph.NodesWith(label).Where(node => node.Has("p", value)).ToList();
                found.ForEach(node => node.Set("q", Value.Integer(id)));
                if (found.Count == 0)
                {
                    var node = New(id, label);
                    node.Set("p", value);
                    graph.Nodes.Add(id, node);
                }
            },
            ("v", value),
            ("id", Value.Integer(id))
        );
    }

    private RandomStatement MergeRelationship(PlainStatements graph)
    {
        long id = ++_lastNumber;
        long start = AnyNode(graph);
        long end = AnyNode(graph);
        string type = AnyOf(Types);
        return Statement(
            $"MATCH (a {{id: $a}}) MATCH (b {{id: $b}}) MERGE (a)-[r:{type}]->(b) ON CREATE SET r.id = $id ON MATCH SET r.q = $id",
            changed =>
            {
                var found = changed
                    .Relationships.Values.Where(r =>
                        r.Ends == (start, end) && r.Labels.Contains(type)
                    )
                    .ToList();
                found.ForEach(r => r.Set("q", Value.Integer(id)));
                if (found.Count == 0)
                {
                    changed.Relationships.Add(id, New(id, type) with { Ends = (start, end) });
                }
            },
            ("a", Value.Integer(start)),
            ("b", Value.Integer(end)),
            ("id", Value.Integer(id))
        );
    }

    private RandomStatement SetFound()
    {
        string label = AnyOf(Labels);
        var (from, to) = (AnyValue(), AnyValue());
        return Statement(
            $"MATCH (n:{label}) WHERE n.p = $from SET n.q = $to",
            graph => Each(graph.NodesWith(label), node => node.Has("p", from), n => n.Set("q", to)),
            ("from", from),
            ("to", to)
        );
    }

    private RandomStatement SetInRange()
    {
        string label = AnyOf(Labels);
        long low = random.Next(8);
        return Statement(
            $"MATCH (n:{label}) WHERE n.p >= $low AND n.p < $high SET n.p = n.p + 1",
            graph =>
                Each(
                    graph.NodesWith(label),
                    node => IsBetween(node, low, low + 2),
                    node => node.Set("p", Successor(node.Properties["p"]))
                ),
            ("low", Value.Integer(low)),
            ("high", Value.Integer(low + 2))
        );
    }

    private RandomStatement ChangeLabel(PlainStatements graph)
    {
        long id = AnyNode(graph);
        string label = AnyOf(Labels);
        bool adds = random.Next(2) == 0;
        return Statement(
            $"MATCH (n {{id: $id}}) {(adds ? "SET" : "REMOVE")} n:{label}",
            changed =>
            {
                var labels = changed.Nodes[id].Labels;
                _ = adds ? labels.Add(label) : labels.Remove(label);
            },
            ("id", Value.Integer(id))
        );
    }

    private RandomStatement RemoveProperty()
    {
        string label = AnyOf(Labels);
        string key = AnyOf(Keys);
        var value = AnyValue();
        return Statement(
            $"MATCH (n:{label} {{{key}: $v}}) REMOVE n.{key}",
            graph =>
                Each(
                    graph.NodesWith(label),
                    node => node.Has(key, value),
                    node => node.Set(key, Value.Null)
                ),
            ("v", value)
        );
    }

    private RandomStatement SetAll(PlainStatements graph)
    {
        long id = AnyNode(graph);
        var value = AnyValue();
        bool replaces = random.Next(2) == 0;
        return Statement(
            $"MATCH (n {{id: $id}}) SET n {(replaces ? "=" : "+=")} {{id: $id, p: $v, q: null}}",
            changed =>
            {
                var node = changed.Nodes[id];
                node.Set("p", value);
                node.Set("q", Value.Null);
            },
            ("id", Value.Integer(id)),
            ("v", value)
        );
    }

    private RandomStatement SetOnRelationships()
    {
        string type = AnyOf(Types);
        var (from, to) = (AnyValue(), random.Next(3) == 0 ? Value.Null : AnyValue());
        return Statement(
            $"MATCH ()-[r:{type}]->() WHERE r.p = $from SET r.p = $to",
            graph =>
                Each(
                    graph.Relationships.Values.Where(r => r.Labels.Contains(type)),
                    r => r.Has("p", from),
                    r => r.Set("p", to)
                ),
            ("from", from),
            ("to", to)
        );
    }

    private RandomStatement DeleteRelationship(PlainStatements graph)
    {
        long id = graph.Relationships.Count == 0 ? -1 : AnyOf([.. graph.Relationships.Keys]);
        return Statement(
            "MATCH ()-[r {id: $id}]->() DELETE r",
            changed => changed.Relationships.Remove(id),
            ("id", Value.Integer(id))
        );
    }

    private RandomStatement DetachDelete(PlainStatements graph)
    {
        long id = AnyNode(graph);
        return Statement(
            "MATCH (n {id: $id}) DETACH DELETE n",
            changed => changed.Detach(id),
            ("id", Value.Integer(id))
        );
    }

    private RandomStatement DeleteFound()
    {
        string label = AnyOf(Labels);
        var value = AnyValue();
        return Statement(
            $"MATCH (n:{label} {{p: $v}}) WHERE NOT (n)--() DELETE n",
            graph =>
            {
                foreach (var (id, node) in graph.Nodes.ToList())
                {
                    bool isFound = node.Labels.Contains(label) && node.Has("p", value);
                    if (isFound && !graph.RelationshipsOf(id).Any())
                    {
                        graph.Nodes.Remove(id);
                    }
                }
            },
            ("v", value)
        );
    }

    private RandomStatement Unwind()
    {
        long first = _lastNumber + 1;
        _lastNumber += 3;
        string label = AnyOf(Labels);
        return Statement(
            $"UNWIND range($first, $first + 2) AS i CREATE (:{label} {{id: i, p: i, q: 'q' + i}})",
            graph =>
            {
                for (long id = first; id < first + 3; id++)
                {
                    var node = New(id, label);
                    node.Set("p", Value.Integer(id));
                    node.Set("q", Value.String($"q{id}"));
                    graph.Nodes.Add(id, node);
                }
            },
            ("first", Value.Integer(first))
        );
    }

    private RandomStatement Swap(PlainStatements graph)
    {
        long a = AnyNode(graph);
        long b = AnyNode(graph);
        return Statement(
            "MATCH (a {id: $a}) MATCH (b {id: $b}) WITH a, b, a.q AS q SET a.q = b.q, b.q = q",
            changed =>
            {
                var q = changed.Nodes[a].Properties.GetValueOrDefault("q", Value.Null);
                var other = changed.Nodes[b].Properties.GetValueOrDefault("q", Value.Null);
                changed.Nodes[a].Set("q", other);
                changed.Nodes[b].Set("q", q);
            },
            ("a", Value.Integer(a)),
            ("b", Value.Integer(b))
        );
    }

    private static PlainEntity New(long id, params string[] labels)
    {
        var entity = new PlainEntity { Labels = new(labels, StringComparer.Ordinal) };
        entity.Set("id", Value.Integer(id));
        return entity;
    }

    private static void Each(
        IEnumerable<PlainEntity> entities,
        Predicate<PlainEntity> isFound,
        Action<PlainEntity> change
    )
    {
        // All are found before the first is changed, as a clause does it.
        foreach (var entity in entities.Where(e => isFound(e)).ToList())
        {
            change(entity);
        }
    }

    private static bool IsBetween(PlainEntity node, long low, long high) =>
        node.Properties.TryGetValue("p", out var value)
        && value.Kind is ValueKind.Integer or ValueKind.Float
        && AsDouble(value) >= low
        && AsDouble(value) < high;

    private static double AsDouble(Value value) =>
        value.Kind == ValueKind.Integer ? value.AsInteger() : value.AsFloat();

    private static Value Successor(Value value) =>
        value.Kind == ValueKind.Integer
            ? Value.Integer(value.AsInteger() + 1)
            : Value.Float(value.AsFloat() + 1);

    private long AnyNode(PlainStatements graph) => AnyOf([.. graph.Nodes.Keys]);

    private T AnyOf<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
