using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>Nodes and relationships that a procedure makes up for its result, and that are in no graph. Their ids are below -1.</summary>
/// <remarks>Not thread safe; valid as long as the query's cursor.</remarks>
public sealed class VirtualEntities
{
    // -1 stands for null in columns of nodes and relationships.
    private const long FirstId = -2;

    private readonly List<(string Label, MapValue Properties)> _nodes = [];
    private readonly List<(string Type, NodeId Start, NodeId End)> _relationships = [];

    /// <summary>Whether an id is that of something made up.</summary>
    public static bool IsVirtual(long id) => id <= FirstId;

    /// <summary>Makes up a node.</summary>
    public NodeId AddNode(string label, MapValue properties)
    {
        _nodes.Add((label, properties));
        return new NodeId(FirstId - (_nodes.Count - 1));
    }

    /// <summary>Makes up a relationship.</summary>
    public RelationshipId AddRelationship(string type, NodeId start, NodeId end)
    {
        _relationships.Add((type, start, end));
        return new RelationshipId(FirstId - (_relationships.Count - 1));
    }

    /// <summary>A node's label.</summary>
    internal string LabelOf(NodeId node) => _nodes[IndexOf(node.Value)].Label;

    /// <summary>A node's properties.</summary>
    internal MapValue PropertiesOf(NodeId node) => _nodes[IndexOf(node.Value)].Properties;

    /// <summary>A relationship's type and ends.</summary>
    internal (string Type, NodeId Start, NodeId End) this[RelationshipId relationship] =>
        _relationships[IndexOf(relationship.Value)];

    private static int IndexOf(long id) => (int)(FirstId - id);
}
