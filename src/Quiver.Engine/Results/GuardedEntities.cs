using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Engine.Results;

/// <summary>Reads entities while a front door writes them, and tells damage in the store as an error of the query.</summary>
internal sealed class GuardedEntities(IEntityLookup inner) : IEntityLookup
{
    /// <inheritdoc/>
    public void ReadLabels(NodeId node, List<string> labels)
    {
        try
        {
            inner.ReadLabels(node, labels);
        }
        catch (StorageException error)
        {
            throw EngineErrors.StorageFailed(error);
        }
    }

    /// <inheritdoc/>
    public void ReadProperties(NodeId node, List<KeyValuePair<string, Value>> properties)
    {
        try
        {
            inner.ReadProperties(node, properties);
        }
        catch (StorageException error)
        {
            throw EngineErrors.StorageFailed(error);
        }
    }

    /// <inheritdoc/>
    public void ReadProperties(
        RelationshipId relationship,
        List<KeyValuePair<string, Value>> properties
    )
    {
        try
        {
            inner.ReadProperties(relationship, properties);
        }
        catch (StorageException error)
        {
            throw EngineErrors.StorageFailed(error);
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
        try
        {
            inner.ReadRelationship(relationship, out type, out start, out end);
        }
        catch (StorageException error)
        {
            throw EngineErrors.StorageFailed(error);
        }
    }

    /// <inheritdoc/>
    public string ElementId(NodeId node) => inner.ElementId(node);

    /// <inheritdoc/>
    public string ElementId(RelationshipId relationship) => inner.ElementId(relationship);
}
