using System.Runtime.InteropServices;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Locks;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>The nodes and relationships that a clause is about to change: their locks are taken together, before the first change.</summary>
internal sealed class LockTargets
{
    private readonly List<EntityKey> _keys = [];
    private bool _hasOwn;

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
            _keys.Add(EntityKey.Of(entity.AsNode()));
            if (withExistence)
            {
                _keys.Add(EntityKey.ExistenceOf(entity.AsNode()));
            }
        }
        else if (
            entity.Kind == ValueKind.Relationship
            && entity.Bits < context.FirstSnapshotLimits.Relationships
        )
        {
            _keys.Add(EntityKey.Of(entity.AsRelationship()));
        }
        else
        {
            _hasOwn = true;
        }
    }

    /// <summary>Takes the locks.</summary>
    /// <returns>Whether it is known that nothing was added twice.</returns>
    public bool Lock(QueryContext context)
    {
        bool isDistinct = Deduplicate();
        if (_keys.Count > 1)
        {
            context.RequireWriter().Lock(_keys);
        }
        return isDistinct && !_hasOwn;
    }

    /// <summary>Sorts the keys and drops those that are there already; whether there were none.</summary>
    private bool Deduplicate()
    {
        _keys.Sort();
        var keys = CollectionsMarshal.AsSpan(_keys);
        int kept = Math.Min(1, keys.Length);
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i] != keys[i - 1])
            {
                keys[kept++] = keys[i];
            }
        }
        _keys.RemoveRange(kept, _keys.Count - kept);
        return kept == keys.Length;
    }
}
