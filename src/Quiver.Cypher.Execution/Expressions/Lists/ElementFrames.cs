using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Lists;

/// <summary>
/// Lays the elements of a column of lists out as rows, a few thousand at a time: each row has the columns of the row whose list it
/// comes from, and the element in a column of its own. So an expression over elements runs as a kernel, too.
/// </summary>
internal sealed class ElementFrames(
    Batch rows,
    ColumnVector lists,
    int[] outerSlots,
    int elementSlot
)
{
    private const int MaxFrameRows = 4096;

    private readonly List<int> _rowOf = new(Batch.Capacity);
    private ColumnBuilder _elements = new(Batch.Capacity);
    private int _row;
    private int _element;

    /// <summary>For each row of the frame the row whose list it comes from.</summary>
    public List<int> RowOf => _rowOf;

    /// <summary>The next frame, or null at the end. A value that is no list fails the query.</summary>
    public Batch? Next()
    {
        _rowOf.Clear();
        while (_row < rows.RowCount && _rowOf.Count < MaxFrameRows)
        {
            Fill();
        }
        if (_rowOf.Count == 0)
        {
            return null;
        }
        var origin = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rowOf);
        var columns = new ColumnVector[elementSlot + 1];
        foreach (int slot in outerSlots)
        {
            columns[slot] = rows.Columns[slot].Gather(origin);
        }
        columns[elementSlot] = _elements.Build();
        _elements = new ColumnBuilder(Batch.Capacity);
        return new Batch(columns, origin.Length);
    }

    /// <summary>The list of a row; null where the row is null.</summary>
    public static ListValue? ListOf(ColumnVector lists, int row)
    {
        if (lists.IsNull(row))
        {
            return null;
        }
        var value = lists[row];
        return value.Kind == ValueKind.List
            ? value.AsList()
            : throw RuntimeErrors.UnexpectedType("List", value);
    }

    private void Fill()
    {
        var list = ListOf(lists, _row);
        int end = list is null
            ? 0
            : (int)Math.Min(list.Count, (long)_element + MaxFrameRows - _rowOf.Count);
        for (; _element < end; _element++)
        {
            _elements.Append(list![_element]);
            _rowOf.Add(_row);
        }
        if (list is null || _element == list.Count)
        {
            _row++;
            _element = 0;
        }
    }
}
