using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Lists;

/// <summary>[a, b, c]</summary>
internal sealed class ListExpression(VectorExpression[] elements) : VectorExpression(elements)
{
    /// <inheritdoc/>
    public override bool TryGetConstant(out Value value)
    {
        var constants = new Value[Children.Length];
        for (int i = 0; i < constants.Length; i++)
        {
            if (!Children[i].TryGetConstant(out constants[i]))
            {
                value = default;
                return false;
            }
        }
        value = Value.List(constants);
        return true;
    }

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
            var elements = new Value[columns.Length];
            for (int i = 0; i < elements.Length; i++)
            {
                elements[i] = columns[i][row];
            }
            result.Append(Value.List(elements));
        }
        return result;
    }
}
