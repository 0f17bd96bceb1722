using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Locks;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>The nodes and relationships that a clause is about to change: their locks are taken together, before the first change.</summary>
internal sealed class LockTargets
{
    private readonly List<EntityKey> _keys = [];
    private readonly HashSet<EntityKey> _known = [];

    /// <summary>Adds the nodes and relationships of a column.</summary>
    /// <param name="column">The column; what is neither is left out.</param>
    /// <param name="withExistence">Whether nodes change their labels or go away.</param>
    /// <param name="context">The query.</param>
    public void Add(ColumnVector column, bool withExistence, QueryContext context)
    {
        for (int row = 0; row < column.Count; row++)
        {
            if (!column.IsNull(row))
            {
                Add(column[row], withExistence, context);
            }
        }
    }

    /// <summary>Adds a node or relationship. What the statement has made itself needs no lock.</summary>
    public void Add(Value entity, bool withExistence, QueryContext context)
    {
        if (entity.Kind == ValueKind.Node && entity.Bits < context.FirstSnapshotLimits.Nodes)
        {
            Add(EntityKey.Of(entity.AsNode()));
            if (withExistence)
            {
                Add(EntityKey.ExistenceOf(entity.AsNode()));
            }
        }
        else if (
            entity.Kind == ValueKind.Relationship
            && entity.Bits < context.FirstSnapshotLimits.Relationships
        )
        {
            Add(EntityKey.Of(entity.AsRelationship()));
        }
    }

    /// <summary>Takes the locks.</summary>
    public void Lock(QueryContext context)
    {
        if (_keys.Count > 1)
        {
            context.RequireWriter().Lock(_keys);
        }
    }

    private void Add(EntityKey key)
    {
        if (_known.Add(key))
        {
            _keys.Add(key);
        }
    }
}
