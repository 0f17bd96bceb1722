using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>A literal, or a parameter of this execution.</summary>
internal sealed class ConstantExpression(Value value) : VectorExpression
{
    private ColumnVector? _last;

    /// <inheritdoc/>
    public override bool IsCheap => true;

    /// <inheritdoc/>
    public override bool TryGetConstant(out Value constant)
    {
        constant = value;
        return true;
    }

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        if (_last is null || _last.Count != rows.RowCount)
        {
            _last = ConstantColumn.Of(value, rows.RowCount);
        }
        return _last;
    }
}
