using System.Buffers;
using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Logic;

/// <summary>AND or OR of two or more conditions. An operand that may fail or is dear is evaluated only for rows that the operands before it leave open.</summary>
internal sealed class LogicalExpression(bool isAnd, VectorExpression[] operands)
    : VectorExpression(operands)
{
    /// <inheritdoc/>
    public override bool IsCheap => false;

    private WordVector? _transient;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context) =>
        Combine(rows, context, null);

    /// <inheritdoc/>
    public override ColumnVector EvaluateTransient(Batch rows, QueryContext context) =>
        _transient = Combine(rows, context, _transient);

    private WordVector Combine(Batch rows, QueryContext context, WordVector? spare)
    {
        int count = rows.RowCount;
        byte[] codes = ArrayPool<byte>.Shared.Rent(count);
        byte[] further = ArrayPool<byte>.Shared.Rent(count);
        int[] open = ArrayPool<int>.Shared.Rent(count);
        try
        {
            var result = codes.AsSpan(0, count);
            TernaryKernels.Load(Children[0].EvaluateTransient(rows, context), result);
            for (int i = 1; i < Children.Length; i++)
            {
                Combine(Children[i], rows, context, result, further, open);
            }
            return TernaryKernels.Store(result, spare);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(codes);
            ArrayPool<byte>.Shared.Return(further);
            ArrayPool<int>.Shared.Return(open);
        }
    }

    private void Combine(
        VectorExpression operand,
        Batch rows,
        QueryContext context,
        Span<byte> result,
        byte[] further,
        int[] open
    )
    {
        byte decided = isAnd ? TernaryKernels.False : TernaryKernels.True;
        int openCount = operand.IsCheap
            ? rows.RowCount
            : TernaryKernels.Select(result, decided, equal: false, open);
        if (openCount == 0)
        {
            return;
        }
        var codes = further.AsSpan(0, openCount);
        if (openCount == rows.RowCount)
        {
            TernaryKernels.Load(operand.EvaluateTransient(rows, context), codes);
            if (isAnd)
            {
                TernaryKernels.And(result, codes);
            }
            else
            {
                TernaryKernels.Or(result, codes);
            }
            return;
        }
        var subset = RowSubset.Take(rows, operand.Slots, open.AsSpan(0, openCount));
        TernaryKernels.Load(operand.EvaluateTransient(subset, context), codes);
        for (int i = 0; i < openCount; i++)
        {
            ref byte target = ref result[open[i]];
            target = isAnd ? Math.Min(target, codes[i]) : Math.Max(target, codes[i]);
        }
    }
}
