using Quiver.Cypher.Execution.Expressions;
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
    private readonly TrueRows[] _conditions = Array.ConvertAll(
        conditions,
        c => new TrueRows(c, context)
    );

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
            if (AreAllTrue(input, out var rows))
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
    public override void AllowReuse()
    {
        output.AllowReuse();
        source.AllowReuse();
    }

    /// <inheritdoc/>
    public override void Restart() => source.Restart();

    /// <summary>Whether all rows satisfy all conditions; else gives those that do.</summary>
    private bool AreAllTrue(Batch input, out ReadOnlySpan<int> rows)
    {
        bool areAll = true;
        rows = default;
        foreach (var condition in _conditions)
        {
            var subset = areAll ? input : RowSubset.Take(input, condition.Slots, rows);
            var kept = condition.Find(subset);
            if (kept.Length == subset.RowCount)
            {
                continue;
            }
            for (int i = 0; !areAll && i < kept.Length; i++)
            {
                kept[i] = rows[kept[i]];
            }
            areAll = false;
            rows = kept;
            if (rows.IsEmpty)
            {
                break;
            }
        }
        return areAll;
    }
}
