using Quiver.Cypher.Execution.Operators;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution;

/// <summary>Rows that an operator keeps, column by column, on the query's memory budget.</summary>
internal sealed class RowStore(int width, QueryMemory memory)
{
    private readonly KeptRowsMemory _kept = new();
    private GrowingColumn[] _columns = NewColumns(width);
    private long _chargedBytes;

    /// <summary>The rows kept.</summary>
    public int Count { get; private set; }

    /// <summary>What is charged to the budget for the rows kept.</summary>
    public long MemoryBytes => _chargedBytes;

    /// <summary>All rows, as one batch; valid until more are appended.</summary>
    public Batch All
    {
        get
        {
            var columns = new ColumnVector[_columns.Length];
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i] = _columns[i].Column;
            }
            return new Batch(columns, Count);
        }
    }

    /// <summary>Keeps all rows of a batch.</summary>
    public void Append(Batch rows) => Append(rows, RowRange.Of(0, rows.RowCount));

    /// <summary>Keeps some rows of a batch.</summary>
    public void Append(Batch rows, ReadOnlySpan<int> selected)
    {
        // A column doubles when it grows, so a row costs about twice its bytes.
        long bytes = selected.Length == 0 ? 0 : 2 * _kept.Add(rows, selected);
        memory.Charge(bytes);
        _chargedBytes += bytes;
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i].Append(rows.Columns[i], selected);
        }
        Count += selected.Length;
    }

    /// <summary>Copies the given rows out.</summary>
    public Batch Take(ReadOnlySpan<int> rows)
    {
        var columns = new ColumnVector[_columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = _columns[i].Column.Gather(rows);
        }
        return new Batch(columns, rows.Length);
    }

    /// <summary>Lets go of all rows.</summary>
    public void Clear()
    {
        _columns = NewColumns(width);
        _kept.Clear();
        Count = 0;
        memory.Release(_chargedBytes);
        _chargedBytes = 0;
    }

    private static GrowingColumn[] NewColumns(int width)
    {
        var columns = new GrowingColumn[width];
        for (int i = 0; i < width; i++)
        {
            columns[i] = new GrowingColumn();
        }
        return columns;
    }
}
