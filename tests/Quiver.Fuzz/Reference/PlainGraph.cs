namespace Quiver.Fuzz.Reference;

/// <summary>A graph as plain objects: no index, no order but that of ids.</summary>
internal sealed class PlainGraph
{
    private long _nextNode;
    private long _nextRelationship;

    public SortedDictionary<long, PlainNode> Nodes { get; } = [];

    public SortedDictionary<long, PlainRelationship> Relationships { get; } = [];

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
        var copy = new PlainGraph { _nextNode = _nextNode, _nextRelationship = _nextRelationship };
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
