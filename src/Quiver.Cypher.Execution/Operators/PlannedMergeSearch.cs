using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Runs the right side of the Merge: once for each number, or for a batch of numbers where it can tell rows apart.</summary>
internal sealed class PlannedMergeSearch(
    QueryContext context,
    Operator right,
    ArgumentRows arguments,
    int slot
) : MergeSearch
{
    private readonly HashSet<int> _known = [];
    private readonly List<int> _first = [];

    /// <inheritdoc/>
    public override void Find(List<MergeBatch> batches, MergeKeys keys, EntityChains found)
    {
        _known.Clear();
        foreach (var batch in batches)
        {
            _first.Clear();
            for (int row = 0; row < batch.Found.Length; row++)
            {
                if (batch.Found[row] != MergeKeys.None && _known.Add(batch.Found[row]))
                {
                    _first.Add(row);
                }
            }
            if (_first.Count > 0)
            {
                Find(batch, [.. _first], found);
            }
        }
    }

    private void Find(MergeBatch batch, int[] rows, EntityChains found)
    {
        if (arguments.IsNumbered)
        {
            arguments.Rows =
                rows.Length == batch.Rows.RowCount ? batch.Rows : RowSubset.Take(batch.Rows, rows);
            right.Restart();
            while (right.Next() is { } matches)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var numbers = ((WordVector)matches.Columns[^1]).Items;
                for (int i = 0; i < numbers.Length; i++)
                {
                    found.Add(batch.Found[rows[numbers[i]]], IdOf(matches, i));
                }
            }
            return;
        }
        foreach (int row in rows)
        {
            arguments.Rows = SingleRow.Of(batch.Rows, row);
            right.Restart();
            while (right.Next() is { } matches)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                for (int i = 0; i < matches.RowCount; i++)
                {
                    found.Add(batch.Found[row], IdOf(matches, i));
                }
            }
        }
    }

    /// <summary>The node or relationship of a match; -1 where nobody needs it.</summary>
    private long IdOf(Batch matches, int row) =>
        slot < 0 ? -1
        : matches.Columns[slot] is WordVector ids ? ids.Items[row]
        : EntityColumn.IdsOf(matches.Columns[slot])[row];
}
