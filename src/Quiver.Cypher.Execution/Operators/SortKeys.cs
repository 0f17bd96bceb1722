using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Puts rows in the order of ORDER BY; rows with equal keys keep their order.</summary>
internal sealed class SortKeys((int Slot, bool IsDescending)[] keys, QueryContext context)
{
    private const int ComparisonsPerCheck = 1 << 16;

    // Where more of the rows are wanted, all are put in order.
    private const int MinRowsPerSelected = 8;

    private int _comparisons;

    /// <summary>The row numbers of a batch in order.</summary>
    public int[] Order(Batch rows)
    {
        int[] order = RowRange.Of(0, rows.RowCount);
        Sort(ColumnsOf(rows), order);
        return order;
    }

    /// <summary>The numbers of the first rows of a batch in order: a heap of these is kept where they are few, so that most rows cost a comparison with the worst of them.</summary>
    public int[] First(Batch rows, int count)
    {
        if ((long)count * MinRowsPerSelected >= rows.RowCount)
        {
            int[] all = Order(rows);
            return count < all.Length ? all[..count] : all;
        }
        var columns = ColumnsOf(rows);
        int[] heap = RowRange.Of(0, count);
        for (int place = (count / 2) - 1; place >= 0; place--)
        {
            SiftDown(columns, heap, place);
        }
        for (int row = count; row < rows.RowCount; row++)
        {
            if (CompareRows(columns, row, heap[0]) < 0)
            {
                heap[0] = row;
                SiftDown(columns, heap, 0);
            }
        }
        Sort(columns, heap);
        return heap;
    }

    /// <summary>Compares rows of two batches by the keys alone.</summary>
    public int Compare(Batch left, int leftRow, Batch right, int rightRow)
    {
        foreach (var (slot, isDescending) in keys)
        {
            int comparison = Compare(left.Columns[slot], leftRow, right.Columns[slot], rightRow);
            if (comparison != 0)
            {
                return isDescending ? -comparison : comparison;
            }
        }
        return 0;
    }

    /// <summary>The first key of a row, if it is an integer.</summary>
    public long? FirstInteger(Batch rows, int row) =>
        rows.Columns[keys[0].Slot] is WordVector { Kind: VectorKind.Integer } words
        && !words.IsNull(row)
            ? words.Items[row]
            : null;

    /// <summary>Appends the rows of a batch that come before a row of another one.</summary>
    public void SelectBefore(Batch rows, Batch others, int other, List<int> selected)
    {
        var (slot, isDescending) = keys[0];
        bool isPlain =
            rows.Columns[slot] is WordVector { HasNulls: false }
            && others.Columns[slot] is WordVector
            && rows.Columns[slot].Kind == others.Columns[slot].Kind
            && !others.Columns[slot].IsNull(other);
        if (!isPlain)
        {
            for (int row = 0; row < rows.RowCount; row++)
            {
                AddIfBefore(rows, row, others, other, selected);
            }
            return;
        }
        // Most rows lose by their first key, which is a comparison of words.
        var words = ((WordVector)rows.Columns[slot]).Items[..rows.RowCount];
        long word = ((WordVector)others.Columns[slot]).Items[other];
        for (int row = 0; row < words.Length; row++)
        {
            if (isDescending ? words[row] >= word : words[row] <= word)
            {
                AddIfBefore(rows, row, others, other, selected);
            }
        }
    }

    private ColumnVector[] ColumnsOf(Batch rows)
    {
        var columns = new ColumnVector[keys.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = rows.Columns[keys[i].Slot];
        }
        return columns;
    }

    private void Sort(ColumnVector[] columns, int[] order)
    {
        try
        {
            int Compared(int left, int right) => CompareRows(columns, left, right);
            if (order.Length < CodedSort.MinRows)
            {
                order.AsSpan().Sort(Compared);
                return;
            }
            bool[] isDescending = [.. keys.Select(static k => k.IsDescending)];
            new CodedSort(columns, isDescending, Compared, context).Sort(order);
        }
        catch (InvalidOperationException wrapped)
            when (wrapped.InnerException is OperationCanceledException)
        {
            // The sort wraps what its comparer throws.
            throw wrapped.InnerException;
        }
    }

    // The worst row stands at the top.
    private void SiftDown(ColumnVector[] columns, int[] heap, int place)
    {
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= heap.Length)
            {
                return;
            }
            if (child + 1 < heap.Length && CompareRows(columns, heap[child + 1], heap[child]) > 0)
            {
                child++;
            }
            if (CompareRows(columns, heap[child], heap[place]) <= 0)
            {
                return;
            }
            (heap[place], heap[child]) = (heap[child], heap[place]);
            place = child;
        }
    }

    private void AddIfBefore(Batch rows, int row, Batch others, int other, List<int> selected)
    {
        if (Compare(rows, row, others, other) < 0)
        {
            selected.Add(row);
        }
    }

    private int CompareRows(ColumnVector[] columns, int left, int right)
    {
        if (++_comparisons == ComparisonsPerCheck)
        {
            _comparisons = 0;
            context.Cancellation.ThrowIfCancellationRequested();
        }
        for (int i = 0; i < columns.Length; i++)
        {
            int comparison = Compare(columns[i], left, columns[i], right);
            if (comparison != 0)
            {
                return keys[i].IsDescending ? -comparison : comparison;
            }
        }
        return left.CompareTo(right);
    }

    private static int Compare(ColumnVector left, int leftRow, ColumnVector right, int rightRow)
    {
        bool leftNull = left.IsNull(leftRow);
        bool rightNull = right.IsNull(rightRow);
        if (leftNull || rightNull)
        {
            return leftNull.CompareTo(rightNull);
        }
        return (left, right) switch
        {
            (WordVector x, WordVector y) when x.Kind == y.Kind => x.Items[leftRow]
                .CompareTo(y.Items[rightRow]),
            (FloatVector x, FloatVector y) => NumberComparison.Compare(
                x.Items[leftRow],
                y.Items[rightRow]
            ),
            (TextVector x, TextVector y) => TextComparison.Compare(
                x.Utf8(leftRow),
                y.Utf8(rightRow)
            ),
            _ => ValueOrder.Instance.Compare(left[leftRow], right[rightRow]),
        };
    }
}
