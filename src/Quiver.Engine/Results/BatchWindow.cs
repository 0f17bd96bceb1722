using Quiver.Model.Columns;

namespace Quiver.Engine.Results;

/// <summary>Cuts batches to the number of rows that the client asks for, and keeps what is left.</summary>
internal sealed class BatchWindow
{
    private Batch? _batch;
    private int _firstRow;

    /// <summary>Whether rows are left.</summary>
    public bool HasRows => _batch is not null;

    /// <summary>Puts in a batch with rows, when none are left.</summary>
    public void Put(Batch batch)
    {
        _batch = batch;
        _firstRow = 0;
    }

    /// <summary>Takes out rows, at most so many; there must be some.</summary>
    public Batch Take(int maxRows)
    {
        var batch = _batch!;
        int count = Math.Min(maxRows, batch.RowCount - _firstRow);
        var taken = count == batch.RowCount ? batch : Slice(batch, _firstRow, count);
        _firstRow += count;
        if (_firstRow == batch.RowCount)
        {
            _batch = null;
        }
        return taken;
    }

    /// <summary>Drops what is left; returns how many rows that were.</summary>
    public int Clear()
    {
        int dropped = _batch is null ? 0 : _batch.RowCount - _firstRow;
        _batch = null;
        return dropped;
    }

    private static Batch Slice(Batch batch, int firstRow, int count)
    {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = firstRow + i;
        }
        var columns = new ColumnVector[batch.Columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = batch.Columns[i].Gather(rows);
        }
        return new Batch(columns, count);
    }
}
