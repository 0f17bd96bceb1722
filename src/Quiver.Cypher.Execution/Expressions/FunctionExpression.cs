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
        var columns = Arguments(rows, context);
        return function.Vector?.Invoke(columns, rows.RowCount, context)
            ?? CallEach(function.Body, columns, rows.RowCount, context);
    }

    /// <inheritdoc/>
    public override ColumnVector EvaluateStreamed(Batch rows, QueryContext context) =>
        function.Streamed is { } streamed
            ? CallEach(streamed, Arguments(rows, context), rows.RowCount, context)
            : Evaluate(rows, context);

    private ColumnVector[] Arguments(Batch rows, QueryContext context)
    {
        var columns = new ColumnVector[Children.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Children[i].Evaluate(rows, context);
        }
        return columns;
    }

    private ColumnVector CallEach(
        ScalarBody body,
        ColumnVector[] columns,
        int rowCount,
        QueryContext context
    )
    {
        var result = new ColumnBuilder(rowCount);
        for (int row = 0; row < rowCount; row++)
        {
            // A call may take long where its arguments are large.
            context.Cancellation.ThrowIfCancellationRequested();
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
            result.Append(body(new FunctionCall(function.Name, _row, context)));
        }
        return result.Build();
    }
}
