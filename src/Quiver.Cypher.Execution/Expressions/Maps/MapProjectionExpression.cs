using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Maps;

/// <summary>source {.*, key: value, …}: null when the source is null.</summary>
internal sealed class MapProjectionExpression(
    VectorExpression source,
    bool includesAll,
    string[] keys,
    VectorExpression[] values
) : VectorExpression([source, .. values])
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var sources = Children[0].Evaluate(rows, context);
        var columns = new ColumnVector[keys.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Children[i + 1].Evaluate(rows, context);
        }
        var result = new AnyVector(rows.RowCount);
        var entries = new List<KeyValuePair<string, Value>>();
        for (int row = 0; row < rows.RowCount; row++)
        {
            if (sources.IsNull(row))
            {
                result.AppendNull();
                continue;
            }
            entries.Clear();
            if (includesAll)
            {
                entries.AddRange(PropertyAccess.AllOf(sources[row], context).AsSpan());
            }
            for (int i = 0; i < keys.Length; i++)
            {
                entries.Add(new(keys[i], columns[i][row]));
            }
            result.Append(Value.Map(new MapValue(entries)));
        }
        return result;
    }
}
