using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Logic;

/// <summary>A condition that is true for rows for which it fails; <see cref="RecheckExpression"/> asks again.</summary>
internal sealed class AttemptExpression(VectorExpression condition) : VectorExpression(condition)
{
    // A value that is no condition is a failure, too.
    private readonly Attempt _attempt = new(new LogicalExpression(isAnd: true, [condition]));

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context) =>
        Passed(_attempt.Evaluate(rows, context), rows);

    /// <inheritdoc/>
    public override ColumnVector EvaluateTransient(Batch rows, QueryContext context) =>
        Passed(_attempt.EvaluateTransient(rows, context), rows);

    private ColumnVector Passed(ColumnVector result, Batch rows)
    {
        if (_attempt.FailedRows.Count == 0)
        {
            return result;
        }
        var merger = new RowMerger(rows.RowCount);
        int[] all = [.. Enumerable.Range(0, rows.RowCount)];
        merger.Add(result, all);
        int[] failed = [.. _attempt.FailedRows];
        merger.Add(ConstantColumn.Of(Value.True, failed.Length), failed);
        return merger.Merge();
    }
}
