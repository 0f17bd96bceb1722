using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Lists;

/// <summary>[x IN list WHERE predicate | projection]</summary>
internal sealed class ListComprehensionExpression(
    VectorExpression list,
    int elementSlot,
    VectorExpression? predicate,
    VectorExpression? projection
)
    : ElementExpression(
        list,
        elementSlot,
        [
            .. predicate is null ? [] : new[] { predicate },
            .. projection is null ? [] : new[] { projection },
        ]
    )
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var lists = List.EvaluateStreamed(rows, context);
        var results = new List<Value>[rows.RowCount];
        var frames = NewFrames(rows, lists);
        long bytes = 0;
        while (frames.Next() is { } frame)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            bytes += AddFrame(frame, frames.RowOf, results, context);
            context.Memory.EnsureAvailable(bytes);
        }
        var result = new AnyVector(rows.RowCount);
        for (int row = 0; row < rows.RowCount; row++)
        {
            result.Append(
                lists.IsNull(row) ? Value.Null
                : results[row] is { } values ? Value.List([.. values])
                : Value.List(ListValue.Empty)
            );
        }
        return result;
    }

    // Adds what the elements of a frame give; returns how much memory that takes.
    private long AddFrame(Batch frame, List<int> rowOf, List<Value>[] results, QueryContext context)
    {
        int[]? kept = null;
        var keptFrame = frame;
        if (predicate is not null)
        {
            kept = RowsWhereTrue(predicate.Evaluate(frame, context));
            keptFrame = kept.Length == frame.RowCount ? frame : RowSubset.Take(frame, kept);
        }
        var values = projection is null
            ? keptFrame.Columns[ElementSlot]
            : projection.Evaluate(keptFrame, context);
        long bytes = 0;
        for (int i = 0; i < keptFrame.RowCount; i++)
        {
            int row = rowOf[kept is null ? i : kept[i]];
            var value = values[i];
            (results[row] ??= []).Add(value);
            bytes += ValueMemory.Of(value);
        }
        return bytes;
    }

    private static int[] RowsWhereTrue(ColumnVector conditions)
    {
        byte[] codes = new byte[conditions.Count];
        TernaryKernels.Load(conditions, codes);
        int[] rows = new int[codes.Length];
        int count = TernaryKernels.Select(codes, TernaryKernels.True, equal: true, rows);
        return rows[..count];
    }
}
