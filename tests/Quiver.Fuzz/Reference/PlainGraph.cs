using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>A graph as plain objects: no index, no order but that of ids.</summary>
internal sealed class PlainGraph
{
    private long _nextNode;
    private long _nextRelationship;
    private long _firstMadeNode = long.MaxValue;
    private long _firstMadeRelationship = long.MaxValue;

    public SortedDictionary<long, PlainNode> Nodes { get; } = [];

    public SortedDictionary<long, PlainRelationship> Relationships { get; } = [];

    /// <summary>What is added from now on is made by queries, whose rows have no order: nor do its ids.</summary>
    public void Settle()
    {
        _firstMadeNode = _nextNode;
        _firstMadeRelationship = _nextRelationship;
    }

    /// <summary>Whether a query made a node or relationship, or something that a value holds.</summary>
    public bool IsMade(Value value) =>
        value.Kind switch
        {
            ValueKind.Node => value.Bits >= _firstMadeNode,
            ValueKind.Relationship => value.Bits >= _firstMadeRelationship,
            ValueKind.Path => Compare.PathElements(value).Any(IsMade),
            ValueKind.List => value.AsList().Any(IsMade),
            _ => false,
        };

    public PlainNode AddNode()
    {
        var node = new PlainNode(_nextNode++);
        Nodes.Add(node.Id, node);
        return node;
    }

    public PlainRelationship AddRelationship(string type, long start, long end)
    {
        var relationship = new PlainRelationship(_nextRelationship++, type, start, end);
        Relationships.Add(relationship.Id, relationship);
        return relationship;
    }

    /// <summary>Whether no two nodes of a label have the same property id.</summary>
    public bool HasUniqueIds(string label)
    {
        var ids = Nodes
            .Values.Where(n => n.Labels.Contains(label) && n.Properties.ContainsKey("id"))
            .Select(n => n.Properties["id"])
            .ToList();
        return ids.Distinct(ValueComparer.Instance).Count() == ids.Count;
    }

    public PlainGraph Copy()
    {
        var copy = new PlainGraph
        {
            _nextNode = _nextNode,
            _nextRelationship = _nextRelationship,
            _firstMadeNode = _firstMadeNode,
            _firstMadeRelationship = _firstMadeRelationship,
        };
        foreach (var node in Nodes.Values)
        {
            copy.Nodes.Add(node.Id, node.Copy());
        }
        foreach (var relationship in Relationships.Values)
        {
            copy.Relationships.Add(relationship.Id, relationship.Copy());
        }
        return copy;
    }
}
