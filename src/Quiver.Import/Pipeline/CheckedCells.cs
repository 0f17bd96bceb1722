using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Import.Values;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Parses all columns of a block to find the rows that hold a value of a wrong type, before any row gets a number. What is parsed on the way is not parsed again where no
/// row had to go. One per thread.
/// </summary>
internal sealed class CheckedCells : IDisposable
{
    private readonly Dictionary<HeaderColumn, ColumnChunk> _chunks = [];
    private readonly Dictionary<HeaderColumn, long> _noteCounts = [];
    private readonly HashSet<HeaderColumn> _taken = [];
    private readonly SortedDictionary<int, (HeaderColumn Column, string Reason)> _badRows = [];
    private int _rowCount;

    /// <summary>The rows that hold such a value, with the first column where that is so and what is wrong there.</summary>
    public IReadOnlyDictionary<int, (HeaderColumn Column, string Reason)> BadRows => _badRows;

    /// <summary>Begins a block.</summary>
    public void Begin(CsvBlock block)
    {
        _badRows.Clear();
        _taken.Clear();
        _rowCount = block.RowCount;
    }

    /// <summary>Parses a column of the block.</summary>
    public void Check(CsvBlock block, HeaderColumn column, CellParser parser)
    {
        if (!_chunks.TryGetValue(column, out var chunk))
        {
            chunk = new ColumnChunk();
            _chunks.Add(column, chunk);
        }
        int from = 0;
        while (from <= block.RowCount)
        {
            try
            {
                parser.Parse(block.View(column.Position, from), chunk);
                _noteCounts[column] = parser.NoteCount;
                return;
            }
            catch (CellException e)
            {
                _badRows.TryAdd(from + e.Row, (column, e.Message));
                from += e.Row + 1;
            }
        }
    }

    /// <summary>Notes that a cell is wrong which is no value of a property.</summary>
    public void Leave(int row, HeaderColumn column, string reason) =>
        _badRows.TryAdd(row, (column, reason));

    /// <summary>Gives a column away that was parsed for the rows that the block still has; false when it has to be parsed anew.</summary>
    public bool TryTake(CsvBlock block, HeaderColumn column, ColumnChunk result, out long noteCount)
    {
        noteCount = 0;
        bool isValid = _badRows.Count == 0 && block.RowCount == _rowCount && _taken.Add(column);
        if (isValid)
        {
            result.Swap(_chunks[column]);
            noteCount = _noteCounts[column];
        }
        return isValid;
    }

    public void Dispose()
    {
        foreach (var chunk in _chunks.Values)
        {
            chunk.Dispose();
        }
    }
}
