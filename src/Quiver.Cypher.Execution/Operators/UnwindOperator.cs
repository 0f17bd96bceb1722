using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Unwind: one row per element; none for null, one for a value that is no list.</summary>
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
                _input = null;
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
        _lists = list.Evaluate(_input, context);
        _row = 0;
        _element = 0;
        return true;
    }

    private void Fill(ColumnBuilder elements)
    {
        var value = _lists![_row];
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
        var all = value.AsList().AsSpan();
        int end = Math.Min(all.Length, _element + Batch.Capacity - _rows.Count);
        for (; _element < end; _element++)
        {
            elements.Append(all[_element]);
            _rows.Add(_row);
        }
        if (_element == all.Length)
        {
            _row++;
            _element = 0;
        }
    }
}
