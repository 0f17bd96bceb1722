using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>
/// An expression without variables, which has the same value in all rows of one execution, such as <c>date('2020-01-01')</c> or <c>$map.key</c>: evaluated for the first row that asks, so that
/// it fails where no row is concerned as little as it would row by row.
/// </summary>
internal sealed class FixedExpression(VectorExpression inner) : VectorExpression(inner)
{
    private ConstantExpression? _known;

    /// <inheritdoc/>
    public override bool IsCheap => _known is not null || inner.IsCheap;

    /// <inheritdoc/>
    public override bool IsFixed => true;

    /// <inheritdoc/>
    public override bool TryGetConstant(out Value value) =>
        _known is null ? inner.TryGetConstant(out value) : _known.TryGetConstant(out value);

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context) =>
        rows.RowCount == 0 ? inner.Evaluate(rows, context) : Known(context).Evaluate(rows, context);

    /// <inheritdoc/>
    public override ColumnVector EvaluateTransient(Batch rows, QueryContext context) =>
        rows.RowCount == 0
            ? inner.EvaluateTransient(rows, context)
            : Known(context).EvaluateTransient(rows, context);

    /// <inheritdoc/>
    public override ColumnVector EvaluateStreamed(Batch rows, QueryContext context) =>
        inner.EvaluateStreamed(rows, context);

    private ConstantExpression Known(QueryContext context) =>
        _known ??= new ConstantExpression(inner.Evaluate(new Batch([], 1), context)[0]);
}
