using Quiver.Cypher.Execution.Kernels;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Lists;

/// <summary>all, any, none, single (x IN list WHERE predicate).</summary>
internal sealed class QuantifierExpression(
    QuantifierKind kind,
    VectorExpression list,
    int elementSlot,
    VectorExpression predicate
) : ElementExpression(list, elementSlot, [predicate])
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var lists = List.EvaluateStreamed(rows, context);
        int[] trueCounts = new int[rows.RowCount];
        int[] unknownCounts = new int[rows.RowCount];
        int[] counts = new int[rows.RowCount];
        var frames = NewFrames(rows, lists);
        while (frames.Next() is { } frame)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            byte[] tested = new byte[frame.RowCount];
            TernaryKernels.Load(predicate.Evaluate(frame, context), tested);
            for (int i = 0; i < tested.Length; i++)
            {
                int row = frames.RowOf[i];
                counts[row]++;
                trueCounts[row] += tested[i] == TernaryKernels.True ? 1 : 0;
                unknownCounts[row] += tested[i] == TernaryKernels.Unknown ? 1 : 0;
            }
        }
        byte[] codes = new byte[rows.RowCount];
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = lists.IsNull(row)
                ? TernaryKernels.Unknown
                : Decide(counts[row], trueCounts[row], unknownCounts[row]);
        }
        return TernaryKernels.Store(codes);
    }

    private byte Decide(int count, int trueCount, int unknownCount)
    {
        bool someFalse = trueCount + unknownCount < count;
        return kind switch
        {
            QuantifierKind.All => someFalse
                ? TernaryKernels.False
                : Open(unknownCount, TernaryKernels.True),
            QuantifierKind.Any => trueCount > 0
                ? TernaryKernels.True
                : Open(unknownCount, TernaryKernels.False),
            QuantifierKind.None => trueCount > 0
                ? TernaryKernels.False
                : Open(unknownCount, TernaryKernels.True),
            _ => trueCount > 1
                ? TernaryKernels.False
                : Open(unknownCount, trueCount == 1 ? TernaryKernels.True : TernaryKernels.False),
        };
    }

    private static byte Open(int unknownCount, byte decided) =>
        unknownCount > 0 ? TernaryKernels.Unknown : decided;
}
