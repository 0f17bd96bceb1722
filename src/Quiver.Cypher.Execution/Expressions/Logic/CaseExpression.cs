using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Logic;

/// <summary>CASE: each condition is evaluated only for rows that no earlier one took, each result only for the rows that take it.</summary>
internal sealed class CaseExpression(
    (VectorExpression Condition, VectorExpression Result)[] alternatives,
    VectorExpression? otherwise
)
    : VectorExpression([
        .. alternatives.SelectMany(static a => new[] { a.Condition, a.Result }),
        .. otherwise is null ? [] : new[] { otherwise },
    ])
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var merger = new RowMerger(rows.RowCount);
        var open = new int[rows.RowCount];
        for (int row = 0; row < open.Length; row++)
        {
            open[row] = row;
        }
        foreach (var (condition, result) in alternatives)
        {
            if (open.Length == 0)
            {
                break;
            }
            var subset = RowSubset.Take(rows, condition.Slots, open);
            byte[] codes = new byte[open.Length];
            TernaryKernels.Load(condition.Evaluate(subset, context), codes);
            int[] taken = Pick(open, codes, taken: true);
            if (taken.Length > 0)
            {
                merger.Add(
                    result.Evaluate(RowSubset.Take(rows, result.Slots, taken), context),
                    taken
                );
                open = Pick(open, codes, taken: false);
            }
        }
        if (otherwise is not null && open.Length > 0)
        {
            merger.Add(
                otherwise.Evaluate(RowSubset.Take(rows, otherwise.Slots, open), context),
                open
            );
        }
        return merger.Merge();
    }

    private static int[] Pick(int[] rows, byte[] codes, bool taken)
    {
        int[] places = new int[rows.Length];
        int count = TernaryKernels.Select(codes, TernaryKernels.True, taken, places);
        int[] result = new int[count];
        for (int i = 0; i < count; i++)
        {
            result[i] = rows[places[i]];
        }
        return result;
    }
}
