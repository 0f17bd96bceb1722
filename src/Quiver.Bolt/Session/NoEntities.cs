using System.Diagnostics;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Bolt.Session;

/// <summary>The lookup for metadata, which refers to no nodes and relationships.</summary>
internal sealed class NoEntities : IEntityLookup
{
    /// <summary>The one instance.</summary>
    public static readonly NoEntities Instance = new();

    private NoEntities() { }

    /// <inheritdoc/>
    public void ReadLabels(NodeId node, List<string> labels) => throw Unexpected();

    /// <inheritdoc/>
    public void ReadProperties(NodeId node, List<KeyValuePair<string, Value>> properties) =>
        throw Unexpected();

    /// <inheritdoc/>
    public void ReadProperties(
        RelationshipId relationship,
        List<KeyValuePair<string, Value>> properties
    ) => throw Unexpected();

    /// <inheritdoc/>
    public void ReadRelationship(
        RelationshipId relationship,
        out string type,
        out NodeId start,
        out NodeId end
    ) => throw Unexpected();

    /// <inheritdoc/>
    public string ElementId(NodeId node) => throw Unexpected();

    /// <inheritdoc/>
    public string ElementId(RelationshipId relationship) => throw Unexpected();

    private static UnreachableException Unexpected() => new("Metadata refers to no entities.");
}
