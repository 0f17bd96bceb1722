using System.Buffers;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Filter: the conditions one after the other, each only over the rows that the ones before it left.</summary>
internal sealed class FilterOperator(
    QueryContext context,
    Operator source,
    VectorExpression[] conditions,
    OutputColumns output
) : Operator
{
    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var input = source.Next();
            if (input is null)
            {
                return null;
            }
            int[]? rows = Select(input);
            if (rows is null)
            {
                return output.IsIdentity ? input : new Batch(output.Pass(input), input.RowCount);
            }
            if (rows.Length > 0)
            {
                return new Batch(output.Pass(input, rows), rows.Length);
            }
        }
    }

    /// <inheritdoc/>
    public override void AllowReuse() => source.AllowReuse();

    /// <inheritdoc/>
    public override void Restart() => source.Restart();

    /// <summary>The rows of a batch for which a condition is true.</summary>
    public static int[] RowsWhereTrue(VectorExpression condition, Batch rows, QueryContext context)
    {
        var result = condition.EvaluateTransient(rows, context);
        int[] selected = ArrayPool<int>.Shared.Rent(rows.RowCount);
        byte[] codes = ArrayPool<byte>.Shared.Rent(rows.RowCount);
        try
        {
            var used = codes.AsSpan(0, rows.RowCount);
            TernaryKernels.Load(result, used);
            int count = TernaryKernels.Select(used, TernaryKernels.True, equal: true, selected);
            return selected.AsSpan(0, count).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(codes);
            ArrayPool<int>.Shared.Return(selected);
        }
    }

    /// <summary>The rows that satisfy all conditions; null when all do.</summary>
    private int[]? Select(Batch input)
    {
        int[]? rows = null;
        foreach (var condition in conditions)
        {
            var subset = rows is null ? input : RowSubset.Take(input, condition.Slots, rows);
            int[] kept = RowsWhereTrue(condition, subset, context);
            if (kept.Length == subset.RowCount)
            {
                continue;
            }
            for (int i = 0; rows is not null && i < kept.Length; i++)
            {
                kept[i] = rows[kept[i]];
            }
            rows = kept;
            if (rows.Length == 0)
            {
                break;
            }
        }
        return rows;
    }
}
