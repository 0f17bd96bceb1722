using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Merge: each left row with what its pattern matches, or with the pattern made. Rows are taken one by one, each over the graph that the
/// rows before it left.
/// </summary>
internal sealed class MergeOperator(QueryContext context, Operator left, RowMerge merge)
    : UpdateOperator(context, left)
{
    /// <inheritdoc/>
    protected override IEnumerable<Batch> Apply(List<Batch> input)
    {
        foreach (var rows in input)
        {
            yield return merge.Merge(rows);
        }
    }
}
