using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Logic;

/// <summary>The first value that is not null; later arguments are evaluated only for rows that are still null.</summary>
internal sealed class CoalesceExpression(VectorExpression[] arguments) : VectorExpression(arguments)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var first = Children[0].Evaluate(rows, context);
        if (!first.HasNulls || Children.Length == 1)
        {
            return first;
        }
        var merger = new RowMerger(rows.RowCount);
        int[] open = Enumerable.Range(0, rows.RowCount).ToArray();
        open = AddPresent(merger, first, open);
        for (int i = 1; i < Children.Length && open.Length > 0; i++)
        {
            var subset = RowSubset.Take(rows, Children[i].Slots, open);
            open = AddPresent(merger, Children[i].Evaluate(subset, context), open);
        }
        return merger.Merge();
    }

    private static int[] AddPresent(RowMerger merger, ColumnVector values, int[] open)
    {
        merger.Add(values, open);
        var still = new List<int>();
        for (int i = 0; i < open.Length; i++)
        {
            if (values.IsNull(i))
            {
                still.Add(open[i]);
            }
        }
        return [.. still];
    }
}
