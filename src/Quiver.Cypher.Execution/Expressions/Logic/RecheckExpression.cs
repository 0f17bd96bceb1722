using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Logic;

/// <summary>A condition that was attempted for all rows: it is evaluated only once an attempt of the query has failed.</summary>
internal sealed class RecheckExpression(VectorExpression condition) : VectorExpression(condition)
{
    private ColumnVector? _allTrue;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        if (context.Attempts.HaveFailed)
        {
            return condition.Evaluate(rows, context);
        }
        if (_allTrue?.Count != rows.RowCount)
        {
            _allTrue = ConstantColumn.Of(Value.True, rows.RowCount);
        }
        return _allTrue;
    }
}
