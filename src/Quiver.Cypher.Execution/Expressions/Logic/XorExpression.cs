using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Logic;

/// <summary>True when exactly one side is; null when either is null.</summary>
internal sealed class XorExpression(VectorExpression left, VectorExpression right)
    : VectorExpression(left, right)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        byte[] left = new byte[rows.RowCount];
        byte[] right = new byte[rows.RowCount];
        TernaryKernels.Load(Children[0].Evaluate(rows, context), left);
        TernaryKernels.Load(Children[1].Evaluate(rows, context), right);
        TernaryKernels.Xor(left, right);
        return TernaryKernels.Store(left);
    }
}
