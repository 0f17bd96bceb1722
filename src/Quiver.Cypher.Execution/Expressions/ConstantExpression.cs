using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>A literal, or a parameter of this execution.</summary>
internal sealed class ConstantExpression(Value value) : VectorExpression
{
    private ColumnVector? _last;
    private WordVector? _transient;
    private long _word;

    /// <inheritdoc/>
    public override bool IsCheap => true;

    /// <inheritdoc/>
    public override bool IsFixed => true;

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

    /// <inheritdoc/>
    public override ColumnVector EvaluateTransient(Batch rows, QueryContext context)
    {
        if (_last?.Count == rows.RowCount)
        {
            return _last;
        }
        // Batches of all lengths come where rows are filtered or expanded.
        if (_transient is null)
        {
            var made = ConstantColumn.Of(value, rows.RowCount);
            if (made is not WordVector words)
            {
                return _last = made;
            }
            _transient = words;
            ColumnWords.TryOf(value, out _, out _word);
        }
        if (_transient.Count != rows.RowCount)
        {
            _transient.Clear();
            _transient.AppendSpan(rows.RowCount).Fill(_word);
        }
        return _transient;
    }
}
