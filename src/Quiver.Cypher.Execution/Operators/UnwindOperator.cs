using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Unwind: one row per element; none for null, one for a value that is no list.</summary>
/// <remarks>A range is never made. Other lists are made for few rows at a time while they are long, so that a batch of rows with a million elements each does not stand in memory at once.</remarks>
internal sealed class UnwindOperator(
    QueryContext context,
    Operator source,
    VectorExpression list,
    OutputColumns output,
    int elementSlot
) : Operator
{
    private readonly List<int> _rows = [];
    private Batch? _input;
    private ColumnVector? _lists;
    private int _row;
    private int _element;

    // The lists at hand are those of the input's rows from here on, and how many are made next time.
    private int _firstListRow;
    private int _listRows = 1;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_input is null && !Pull())
            {
                return null;
            }
            _rows.Clear();
            var elements = new ColumnBuilder();
            while (_row < _input!.RowCount && _rows.Count < Batch.Capacity)
            {
                Fill(elements);
            }
            if (_rows.Count == 0)
            {
                // A long list is not kept while those who took its elements go on.
                _input = null;
                _lists = null;
                continue;
            }
            var columns = output.Pass(_input, CollectionsMarshal.AsSpan(_rows));
            if (elementSlot >= 0)
            {
                columns[elementSlot] = elements.Build();
            }
            return new Batch(columns, _rows.Count);
        }
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _input = null;
        source.Restart();
    }

    private bool Pull()
    {
        _input = source.Next();
        if (_input is null)
        {
            return false;
        }
        _lists = null;
        _row = 0;
        _element = 0;
        return true;
    }

    /// <summary>Makes the lists of the next rows: twice as many as last time while all of them together are shorter than a batch.</summary>
    private void MakeLists()
    {
        int count = Math.Min(_listRows, _input!.RowCount - _row);
        int[] rows = [.. Enumerable.Range(_row, count)];
        var columns = new ColumnVector[_input.Columns.Length];
        foreach (int slot in list.Slots)
        {
            columns[slot] = _input.Columns[slot].Gather(rows);
        }
        _firstListRow = _row;
        _lists = list.EvaluateStreamed(new Batch(columns, count), context);
        long elements = 0;
        for (int row = 0; row < count; row++)
        {
            elements += _lists[row] is { Kind: ValueKind.List } value ? value.AsList().Count : 1;
        }
        _listRows = elements < Batch.Capacity ? Math.Min(Batch.Capacity, count * 2) : 1;
    }

    private void Fill(ColumnBuilder elements)
    {
        if (_lists is null || _row >= _firstListRow + _lists.Count)
        {
            MakeLists();
        }
        var value = _lists![_row - _firstListRow];
        if (value.Kind != ValueKind.List)
        {
            if (!value.IsNull)
            {
                elements.Append(value);
                _rows.Add(_row);
            }
            _row++;
            return;
        }
        var all = value.AsList();
        int end = (int)Math.Min(all.Count, (long)_element + Batch.Capacity - _rows.Count);
        for (; _element < end; _element++)
        {
            elements.Append(all[_element]);
            _rows.Add(_row);
        }
        if (_element == all.Count)
        {
            _row++;
            _element = 0;
        }
    }
}
