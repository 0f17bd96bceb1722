using Quiver.Cypher.Execution.Functions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>A call of a scalar function: its vector form where the columns suit it, row by row otherwise.</summary>
internal sealed class FunctionExpression(ScalarFunction function, VectorExpression[] arguments)
    : VectorExpression(arguments)
{
    private readonly Value[] _row = new Value[arguments.Length];
    private ColumnVector? _transient;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        // A vector form may give an argument's column as it is; single values are copies.
        var columns = Arguments(rows, context, areTransient: function.Vector is null);
        return function.Vector?.Invoke(columns, rows.RowCount, context)
            ?? CallEach(function.Body, columns, new ColumnBuilder(rows.RowCount), rows, context);
    }

    /// <inheritdoc/>
    public override ColumnVector EvaluateTransient(Batch rows, QueryContext context)
    {
        var columns = Arguments(rows, context, areTransient: true);
        if (function.Vector?.Invoke(columns, rows.RowCount, context) is { } made)
        {
            return made;
        }
        var result = new ColumnBuilder(rows.RowCount);
        if (_transient is not null)
        {
            result.Recycle(_transient);
        }
        return _transient = CallEach(function.Body, columns, result, rows, context);
    }

    /// <inheritdoc/>
    public override ColumnVector EvaluateStreamed(Batch rows, QueryContext context) =>
        function.Streamed is { } streamed
            ? CallEach(
                streamed,
                Arguments(rows, context, areTransient: false),
                new ColumnBuilder(rows.RowCount),
                rows,
                context
            )
            : Evaluate(rows, context);

    private ColumnVector[] Arguments(Batch rows, QueryContext context, bool areTransient)
    {
        var columns = new ColumnVector[Children.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = areTransient
                ? Children[i].EvaluateTransient(rows, context)
                : Children[i].Evaluate(rows, context);
        }
        return columns;
    }

    private ColumnVector CallEach(
        ScalarBody body,
        ColumnVector[] columns,
        ColumnBuilder result,
        Batch rows,
        QueryContext context
    )
    {
        var large = default(LargeValues);
        for (int row = 0; row < rows.RowCount; row++)
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
            var value = body(new FunctionCall(function.Name, _row, context));
            if (large.Add(value))
            {
                context.Memory.EnsureAvailable(large.Bytes);
            }
            result.Append(value);
        }
        return result.Build();
    }
}
