using Quiver.Model.Values;

namespace Quiver.Model;

/// <summary>Gives the contents of the nodes and relationships that a result refers to by id, as the result's snapshot sees them.</summary>
/// <remarks>Not thread safe; valid as long as the cursor it came with.</remarks>
public interface IEntityLookup
{
    /// <summary>The node's labels in the order of their numbers; empty when the node was deleted in this transaction.</summary>
    void ReadLabels(NodeId node, List<string> labels);

    /// <summary>The node's properties in the order of their keys' numbers.</summary>
    void ReadProperties(NodeId node, List<KeyValuePair<string, Value>> properties);

    /// <summary>The relationship's properties in the order of their keys' numbers.</summary>
    void ReadProperties(RelationshipId relationship, List<KeyValuePair<string, Value>> properties);

    /// <summary>The relationship's type and ends.</summary>
    void ReadRelationship(
        RelationshipId relationship,
        out string type,
        out NodeId start,
        out NodeId end
    );

    /// <summary>The node's element id, <c>4:database-uuid:id</c>.</summary>
    string ElementId(NodeId node);

    /// <summary>The relationship's element id, <c>5:database-uuid:id</c>.</summary>
    string ElementId(RelationshipId relationship);
}
