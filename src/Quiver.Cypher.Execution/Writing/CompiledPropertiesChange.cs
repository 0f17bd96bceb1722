using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>All properties, or those that a map names, get the map's values.</summary>
internal sealed class CompiledPropertiesChange(
    VectorExpression entity,
    VectorExpression value,
    bool keepsOthers
) : CompiledChange(entity, [value])
{
    /// <inheritdoc/>
    public override bool IsForgettable(ColumnVector[] columns) => false;

    /// <inheritdoc/>
    public override void Apply(
        ColumnVector[] columns,
        int row,
        QueryContext context,
        bool isTracked
    )
    {
        var entity = columns[0][row];
        var value = columns[1][row];
        if (value.IsNull)
        {
            // Neither language version lets n += null change anything; n = null takes everything away.
            if (!keepsOthers)
            {
                RemoveOthers(entity, MapValue.Empty, context);
            }
            return;
        }
        var map = PropertyAccess.AllOf(value, context);
        if (!keepsOthers)
        {
            RemoveOthers(entity, map, context);
        }
        foreach (var entry in map.AsSpan())
        {
            PropertyWriting.Set(entity, entry.Key, entry.Value, context, isTracked: true);
        }
    }

    private static void RemoveOthers(Value entity, MapValue map, QueryContext context)
    {
        foreach (var property in PropertyAccess.AllOf(entity, context).AsSpan())
        {
            if (!map.ContainsKey(property.Key))
            {
                PropertyWriting.Set(entity, property.Key, Value.Null, context, isTracked: true);
            }
        }
    }
}
