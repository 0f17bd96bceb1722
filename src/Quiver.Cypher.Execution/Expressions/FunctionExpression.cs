using Quiver.Cypher.Execution.Functions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>A call of a scalar function: its vector form where the columns suit it, row by row otherwise.</summary>
internal sealed class FunctionExpression(ScalarFunction function, VectorExpression[] arguments)
    : VectorExpression(arguments)
{
    private readonly Value[] _row = new Value[arguments.Length];

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var columns = new ColumnVector[Children.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Children[i].Evaluate(rows, context);
        }
        return function.Vector?.Invoke(columns, rows.RowCount, context)
            ?? CallEach(columns, rows.RowCount, context);
    }

    private ColumnVector CallEach(ColumnVector[] columns, int rowCount, QueryContext context)
    {
        var result = new ColumnBuilder(rowCount);
        for (int row = 0; row < rowCount; row++)
        {
            bool anyNull = false;
            for (int i = 0; i < columns.Length; i++)
            {
                _row[i] = columns[i][row];
                anyNull |= _row[i].IsNull;
            }
            if (anyNull && function.PropagatesNull)
            {
                result.AppendNull();
                continue;
            }
            result.Append(function.Body(new FunctionCall(function.Name, _row, context)));
        }
        return result.Build();
    }
}
