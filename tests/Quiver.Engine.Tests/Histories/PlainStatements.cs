using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Histories;

/// <summary>The graph that statements leave, as plain objects; every node and relationship has a number of its own.</summary>
internal sealed class PlainStatements
{
    /// <summary>Reads all nodes.</summary>
    public const string NodesQuery =
        "MATCH (n) UNWIND CASE WHEN labels(n) = [] THEN [null] ELSE labels(n) END AS l WITH n, l ORDER BY n.id, l WITH n, collect(l) AS l RETURN l, n.id AS id, n.p, n.q ORDER BY id";

    /// <summary>Reads all relationships.</summary>
    public const string RelationshipsQuery =
        "MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, r.id AS id, r.p, r.q ORDER BY id";

    public SortedDictionary<long, PlainEntity> Nodes { get; private init; } = [];

    public SortedDictionary<long, PlainEntity> Relationships { get; private init; } = [];

    /// <summary>What (:A).p must be: unique, or nothing.</summary>
    public bool IsUnique { get; set; }

    /// <summary>A copy that can be changed by itself.</summary>
    public PlainStatements Copy() =>
        new()
        {
            Nodes = Copy(Nodes),
            Relationships = Copy(Relationships),
            IsUnique = IsUnique,
        };

    /// <summary>The nodes with a label.</summary>
    public IEnumerable<PlainEntity> NodesWith(string label) =>
        Nodes.Values.Where(node => node.Labels.Contains(label));

    /// <summary>Whether two nodes have the label A and the same p.</summary>
    public bool HasDuplicates()
    {
        var nodes = NodesWith("A").Where(node => node.Properties.ContainsKey("p")).ToList();
        return nodes.Exists(node =>
            nodes.Exists(other =>
                !ReferenceEquals(node, other) && other.Has("p", node.Properties["p"])
            )
        );
    }

    /// <summary>Deletes a node with its relationships.</summary>
    public void Detach(long id)
    {
        Nodes.Remove(id);
        foreach (long relationship in RelationshipsOf(id).ToList())
        {
            Relationships.Remove(relationship);
        }
    }

    /// <summary>The relationships of a node.</summary>
    public IEnumerable<long> RelationshipsOf(long id) =>
        Relationships
            .Where(r => r.Value.Ends.Start == id || r.Value.Ends.End == id)
            .Select(r => r.Key);

    /// <summary>All nodes, as <see cref="NodesQuery"/> gives them.</summary>
    public IEnumerable<string> NodeRows() =>
        Nodes.Values.Select(node => Row(node, Value.List([.. node.Labels.Select(Value.String)])));

    /// <summary>All relationships, as <see cref="RelationshipsQuery"/> gives them.</summary>
    public IEnumerable<string> RelationshipRows() =>
        Relationships.Values.Select(r =>
            Row(
                r,
                Value.String(r.Labels.Single()),
                Value.Integer(r.Ends.Start),
                Value.Integer(r.Ends.End)
            )
        );

    private static string Row(PlainEntity entity, params Value[] values) =>
        string.Join(
            ", ",
            values
                .Concat(
                    new[] { "id", "p", "q" }.Select(key =>
                        entity.Properties.GetValueOrDefault(key, Value.Null)
                    )
                )
                .Select(v => ValueText.Format(v))
        );

    private static SortedDictionary<long, PlainEntity> Copy(
        SortedDictionary<long, PlainEntity> entities
    )
    {
        var copy = new SortedDictionary<long, PlainEntity>();
        foreach (var (id, entity) in entities)
        {
            copy.Add(id, entity.Copy());
        }
        return copy;
    }
}
