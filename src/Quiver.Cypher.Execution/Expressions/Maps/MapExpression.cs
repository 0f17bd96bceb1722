using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Maps;

/// <summary>{key: value, …}</summary>
internal sealed class MapExpression(string[] keys, VectorExpression[] values)
    : VectorExpression(values)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var columns = new ColumnVector[Children.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Children[i].Evaluate(rows, context);
        }
        var result = new AnyVector(rows.RowCount);
        for (int row = 0; row < rows.RowCount; row++)
        {
            var entries = new KeyValuePair<string, Value>[keys.Length];
            for (int i = 0; i < entries.Length; i++)
            {
                entries[i] = new(keys[i], columns[i][row]);
            }
            result.Append(Value.Map(new MapValue(entries)));
        }
        return result;
    }
}
