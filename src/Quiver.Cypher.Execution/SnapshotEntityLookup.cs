using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Cypher.Execution;

/// <summary>Reads the contents of the entities in a result from the snapshot that the result was computed on.</summary>
/// <remarks>Not thread safe; valid until the snapshot is disposed.</remarks>
public sealed class SnapshotEntityLookup(Snapshot snapshot, VirtualEntities? virtualEntities = null)
    : IEntityLookup
{
    private readonly List<LabelId> _labels = [];
    private readonly List<KeyValuePair<PropertyKeyId, Value>> _properties = [];
    private readonly string _nodePrefix = $"4:{snapshot.DatabaseId}:";
    private readonly string _relationshipPrefix = $"5:{snapshot.DatabaseId}:";

    /// <inheritdoc/>
    public void ReadLabels(NodeId node, List<string> labels)
    {
        if (virtualEntities is not null && VirtualEntities.IsVirtual(node.Value))
        {
            labels.Add(virtualEntities.LabelOf(node));
            return;
        }
        _labels.Clear();
        snapshot.ReadLabels(node, _labels);
        foreach (var label in _labels)
        {
            labels.Add(snapshot.Tokens.Labels[label.Value]);
        }
    }

    /// <inheritdoc/>
    public void ReadProperties(NodeId node, List<KeyValuePair<string, Value>> properties)
    {
        if (virtualEntities is not null && VirtualEntities.IsVirtual(node.Value))
        {
            properties.AddRange(virtualEntities.PropertiesOf(node));
            return;
        }
        _properties.Clear();
        snapshot.ReadProperties(node, _properties);
        AppendNamed(properties);
    }

    /// <inheritdoc/>
    public void ReadProperties(
        RelationshipId relationship,
        List<KeyValuePair<string, Value>> properties
    )
    {
        if (VirtualEntities.IsVirtual(relationship.Value))
        {
            return;
        }
        _properties.Clear();
        snapshot.ReadProperties(relationship, _properties);
        AppendNamed(properties);
    }

    /// <inheritdoc/>
    public void ReadRelationship(
        RelationshipId relationship,
        out string type,
        out NodeId start,
        out NodeId end
    )
    {
        if (virtualEntities is not null && VirtualEntities.IsVirtual(relationship.Value))
        {
            (type, start, end) = virtualEntities[relationship];
            return;
        }
        if (!snapshot.TryReadRelationship(relationship, out var record))
        {
            throw RuntimeErrors.EntityNotFound(Value.Relationship(relationship));
        }
        type = snapshot.Tokens.RelationshipTypes[record.Type.Value];
        start = record.Start;
        end = record.End;
    }

    /// <inheritdoc/>
    public string ElementId(NodeId node) => $"{_nodePrefix}{node.Value}";

    /// <inheritdoc/>
    public string ElementId(RelationshipId relationship) =>
        $"{_relationshipPrefix}{relationship.Value}";

    private void AppendNamed(List<KeyValuePair<string, Value>> properties)
    {
        foreach (var (key, value) in _properties)
        {
            properties.Add(new(snapshot.Tokens.PropertyKeys[key.Value], value));
        }
    }
}
