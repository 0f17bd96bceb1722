using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution;

/// <summary>Reads the contents of the entities in the result of a statement that changed the graph. What it deleted has no contents; a deleted relationship keeps its type and ends.</summary>
internal sealed class WrittenEntityLookup(QueryContext context) : IEntityLookup
{
    private SnapshotEntityLookup? _lookup;
    private Storage.Snapshot? _snapshot;

    private SnapshotEntityLookup Current
    {
        get
        {
            if (_lookup is null || !ReferenceEquals(_snapshot, context.Snapshot))
            {
                _snapshot = context.Snapshot;
                _lookup = new SnapshotEntityLookup(_snapshot, context.VirtualEntities);
            }
            return _lookup;
        }
    }

    /// <inheritdoc/>
    public void ReadLabels(NodeId node, List<string> labels)
    {
        if (!IsDeleted(Value.Node(node)))
        {
            Current.ReadLabels(node, labels);
        }
    }

    /// <inheritdoc/>
    public void ReadProperties(NodeId node, List<KeyValuePair<string, Value>> properties)
    {
        if (!IsDeleted(Value.Node(node)))
        {
            Current.ReadProperties(node, properties);
        }
    }

    /// <inheritdoc/>
    public void ReadProperties(
        RelationshipId relationship,
        List<KeyValuePair<string, Value>> properties
    )
    {
        if (!IsDeleted(Value.Relationship(relationship)))
        {
            Current.ReadProperties(relationship, properties);
        }
    }

    /// <inheritdoc/>
    public void ReadRelationship(
        RelationshipId relationship,
        out string type,
        out NodeId start,
        out NodeId end
    )
    {
        var record = context.ReadRelationship(relationship);
        type = context.Snapshot.Tokens.RelationshipTypes[record.Type.Value];
        start = record.Start;
        end = record.End;
    }

    /// <inheritdoc/>
    public string ElementId(NodeId node) => Current.ElementId(node);

    /// <inheritdoc/>
    public string ElementId(RelationshipId relationship) => Current.ElementId(relationship);

    private bool IsDeleted(Value entity) =>
        context.Writer is { } writer && writer.IsDeleted(entity.Kind, entity.Bits);
}
