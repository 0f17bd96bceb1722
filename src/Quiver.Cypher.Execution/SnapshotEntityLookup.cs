using System.Diagnostics.CodeAnalysis;
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
    // Most results are numbers and texts: what entities need is made when the first one comes.
    [field: MaybeNull]
    private List<LabelId> Labels => field ??= [];

    [field: MaybeNull]
    private List<KeyValuePair<PropertyKeyId, Value>> Properties => field ??= [];

    [field: MaybeNull]
    private string NodePrefix => field ??= $"4:{snapshot.DatabaseId}:";

    [field: MaybeNull]
    private string RelationshipPrefix => field ??= $"5:{snapshot.DatabaseId}:";

    /// <inheritdoc/>
    public void ReadLabels(NodeId node, List<string> labels)
    {
        if (virtualEntities is not null && VirtualEntities.IsVirtual(node.Value))
        {
            labels.Add(virtualEntities.LabelOf(node));
            return;
        }
        Labels.Clear();
        snapshot.ReadLabels(node, Labels);
        foreach (var label in Labels)
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
        Properties.Clear();
        snapshot.ReadProperties(node, Properties);
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
        Properties.Clear();
        snapshot.ReadProperties(relationship, Properties);
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
    public string ElementId(NodeId node) => $"{NodePrefix}{node.Value}";

    /// <inheritdoc/>
    public string ElementId(RelationshipId relationship) =>
        $"{RelationshipPrefix}{relationship.Value}";

    private void AppendNamed(List<KeyValuePair<string, Value>> properties)
    {
        foreach (var (key, value) in Properties)
        {
            properties.Add(new(snapshot.Tokens.PropertyKeys[key.Value], value));
        }
    }
}
