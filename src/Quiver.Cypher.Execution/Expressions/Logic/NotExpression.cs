using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Logic;

/// <summary>Three-valued negation.</summary>
internal sealed class NotExpression(VectorExpression operand) : VectorExpression(operand)
{
    private byte[] _codes = [];
    private WordVector? _transient;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context) =>
        Negate(rows, context, null);

    /// <inheritdoc/>
    public override ColumnVector EvaluateTransient(Batch rows, QueryContext context) =>
        _transient = Negate(rows, context, _transient);

    private WordVector Negate(Batch rows, QueryContext context, WordVector? spare)
    {
        if (_codes.Length < rows.RowCount)
        {
            _codes = new byte[rows.RowCount];
        }
        var codes = _codes.AsSpan(0, rows.RowCount);
        TernaryKernels.Load(Children[0].EvaluateTransient(rows, context), codes);
        TernaryKernels.Not(codes);
        return TernaryKernels.Store(codes, spare);
    }
}
