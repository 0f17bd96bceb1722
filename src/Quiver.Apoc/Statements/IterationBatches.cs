using Quiver.Cypher.Execution;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Apoc.Statements;

/// <summary>The rows of a query as lists of maps, so many to a list: what <c>$_batch</c> is to the statement that is run for them. Not thread safe.</summary>
/// <param name="cursor">Gives the rows; stays its owner's.</param>
/// <param name="size">The most rows of a list.</param>
/// <param name="charge">Takes the memory of the list at hand from the query's budget.</param>
internal sealed class IterationBatches(QueryCursor cursor, int size, Action<long> charge)
    : IDisposable
{
    private readonly List<Value> _rows = [];
    private Batch? _batch;
    private int _next;
    private long _bytes;

    /// <summary>The next rows; empty at the end.</summary>
    public ListValue Next()
    {
        Release();
        while (_rows.Count < size && Read())
        {
            int count = Math.Min(size - _rows.Count, _batch!.RowCount - _next);
            long before = _bytes;
            for (int i = 0; i < count; i++)
            {
                var row = RowAt(_batch, _next++);
                _bytes += row.Extent.Bytes;
                _rows.Add(Value.Map(row));
            }
            charge(_bytes - before);
        }
        return new ListValue([.. _rows]);
    }

    /// <inheritdoc/>
    public void Dispose() => Release();

    private void Release()
    {
        charge(-_bytes);
        _bytes = 0;
        _rows.Clear();
    }

    private bool Read()
    {
        if (_batch is null || _next == _batch.RowCount)
        {
            _batch = cursor.Next();
            _next = 0;
        }
        return _batch is not null;
    }

    private MapValue RowAt(Batch batch, int row)
    {
        var entries = new KeyValuePair<string, Value>[cursor.Columns.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = new(cursor.Columns[i], batch.Columns[i][row]);
        }
        return MapValue.Owning(entries);
    }
}
