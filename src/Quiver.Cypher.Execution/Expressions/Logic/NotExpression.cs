using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Logic;

/// <summary>Three-valued negation.</summary>
internal sealed class NotExpression(VectorExpression operand) : VectorExpression(operand)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        byte[] codes = new byte[rows.RowCount];
        TernaryKernels.Load(Children[0].EvaluateTransient(rows, context), codes);
        TernaryKernels.Not(codes);
        return TernaryKernels.Store(codes);
    }
}
