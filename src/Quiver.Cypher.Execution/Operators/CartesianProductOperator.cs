using Quiver.Model.Columns;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>CartesianProduct: keeps the right side's rows (over restarts, too, where they do not depend on the arguments), then gives each left row with each of them.</summary>
internal sealed class CartesianProductOperator(
    QueryContext context,
    Operator left,
    Operator right,
    JoinColumns columns,
    bool keepsRight
) : Operator
{
    private RowStore? _rightRows;
    private Snapshot? _snapshot;
    private Batch? _input;
    private int _leftRow;
    private int _rightRow;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (_input is null && !Pull())
        {
            _input = null;
            return null;
        }
        int[] leftRows = new int[Batch.Capacity];
        int[] rightRows = new int[Batch.Capacity];
        int count = 0;
        while (count < Batch.Capacity && _leftRow < _input!.RowCount)
        {
            leftRows[count] = _leftRow;
            rightRows[count++] = _rightRow;
            if (++_rightRow == _rightRows!.Count)
            {
                _rightRow = 0;
                _leftRow++;
            }
        }
        var batch = columns.Join(
            _input!,
            leftRows.AsSpan(0, count),
            _rightRows!.All,
            rightRows.AsSpan(0, count)
        );
        if (_leftRow == _input!.RowCount)
        {
            _input = null;
        }
        return batch;
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _input = null;
        left.Restart();
        if (!keepsRight || !ReferenceEquals(_snapshot, context.Snapshot))
        {
            _rightRows?.Clear();
            _rightRows = null;
            right.Restart();
        }
    }

    private bool Pull()
    {
        // The left side is asked first: without left rows the right side need not run. A batch without rows is not the end.
        do
        {
            context.Cancellation.ThrowIfCancellationRequested();
            _input = left.Next();
        } while (_input is { RowCount: 0 });
        _leftRow = 0;
        _rightRow = 0;
        if (_input is null)
        {
            return false;
        }
        if (_rightRows is null)
        {
            _snapshot = context.Snapshot;
            _rightRows = new RowStore(columns.RightWidth, context.Memory);
            while (right.Next() is { } rows)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                _rightRows.Append(rows);
            }
        }
        return _rightRows.Count > 0;
    }
}
