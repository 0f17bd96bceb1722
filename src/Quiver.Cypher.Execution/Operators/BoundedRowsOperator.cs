using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Cypher.Execution.Tokens;
using Quiver.Foundation.Kernels;
using Quiver.Model;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Drops rows that a Top above would drop, as soon as the column by which it sorts first is there. No operator of a plan: Top's work, done below what stands in between.
/// </summary>
/// <param name="context">The query's context.</param>
/// <param name="source">The operator that it reads from.</param>
/// <param name="slot">The column.</param>
/// <param name="bound">What Top still takes.</param>
/// <param name="grouped">The column of nodes and the property by which rows are grouped in between, each node apart unless it lacks the property; null when they are not.</param>
internal sealed class BoundedRowsOperator(
    QueryContext context,
    Operator source,
    int slot,
    RowBound bound,
    (int Slot, PropertyKeyReference Key)? grouped
) : Operator
{
    private readonly List<int> _doubtful = [];
    private int[] _places = new int[Batch.Capacity];

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (source.Next() is { } input)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            bool isPlain =
                bound.Integer is not null
                && input.Columns[slot] is WordVector { HasNulls: false, Kind: VectorKind.Integer };
            if (!isPlain)
            {
                return input;
            }
            var rows = Select(input, ((WordVector)input.Columns[slot]).Items[..input.RowCount]);
            if (rows.Length == input.RowCount)
            {
                return input;
            }
            if (rows.Length > 0)
            {
                return Take(input, rows);
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public override void AllowReuse() => source.AllowReuse();

    /// <inheritdoc/>
    public override void Restart() => source.Restart();

    private ReadOnlySpan<int> Select(Batch input, ReadOnlySpan<long> keys)
    {
        if (_places.Length < keys.Length)
        {
            _places = new int[keys.Length];
        }
        int count = WordKernels.SelectWithin(
            keys,
            bound.Integer!.Value,
            bound.IsDescending,
            _places
        );
        return grouped is null || count == keys.Length
            ? _places.AsSpan(0, count)
            : WithDoubtful(input, _places.AsSpan(0, count));
    }

    // Nodes without the property are one group, whose key is the sum of theirs: Top does not know it yet.
    private ReadOnlySpan<int> WithDoubtful(Batch input, ReadOnlySpan<int> rows)
    {
        _doubtful.Clear();
        var key = grouped!.Value.Key.Resolve(context);
        var nodes = EntityColumn.NodesOf(input.Columns[grouped.Value.Slot])[..input.RowCount];
        if (key == PropertyKeyId.None)
        {
            return RowRange.Of(0, input.RowCount);
        }
        context.Snapshot.AddDoubtful(key, nodes, _doubtful);
        if (_doubtful.Count == 0)
        {
            return rows;
        }
        int last = _doubtful.Count;
        foreach (int row in rows)
        {
            int place = _doubtful.BinarySearch(0, last, row, null);
            if (place < 0)
            {
                _doubtful.Add(row);
            }
        }
        var all = CollectionsMarshal.AsSpan(_doubtful);
        all.Sort();
        return all;
    }

    private static Batch Take(Batch input, ReadOnlySpan<int> rows)
    {
        var columns = new ColumnVector[input.Columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = input.Columns[i].Gather(rows);
        }
        return new Batch(columns, rows.Length);
    }
}
