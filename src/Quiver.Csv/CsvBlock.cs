using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Quiver.Csv.Kernels;
using Quiver.Foundation;
using Quiver.Foundation.Memory;

namespace Quiver.Csv;

/// <summary>
/// A piece of a file that consists of whole rows: filled by a <see cref="CsvBlockReader"/>, then indexed and read by any one thread. Reusable.
/// </summary>
/// <remarks>
/// Memory: the text, padded on both sides, and at most eight bytes of index per byte of text, of which only what cells need is ever
/// touched.
/// </remarks>
public sealed unsafe class CsvBlock : IDisposable
{
    private readonly ScratchMemory _text = new();
    private readonly ScratchMemory _ends = new();
    private readonly ScratchMemory _rowEnds = new();
    private readonly ScratchMemory _firstCells = new();
    private readonly ScratchMemory _cellCounts = new();
    private CsvDialect _dialect = new();
    private int _endCount;

    /// <summary>The file it is from.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The line in the file on which it begins, from 1.</summary>
    public long FirstLine { get; internal set; }

    /// <summary>Bytes of text.</summary>
    public int Length { get; internal set; }

    /// <summary>Rows found, blank lines left out. 0 before <see cref="Index"/>.</summary>
    public int RowCount { get; private set; }

    internal byte* Text => _text.Pointer + CsvColumnView.ReadableBefore;

    internal int TextCapacity =>
        (int)Math.Max(0, _text.Capacity - CsvColumnView.ReadableBefore - VectorScan.Padding);

    /// <summary>
    /// Finds rows and cells. Must be called once after each filling, before anything is read.
    /// </summary>
    /// <exception cref="CsvException">The text is not CSV of the dialect, or not UTF-8.</exception>
    public void Index()
    {
        if (!_dialect.MultilineFields)
        {
            Invariant.Assert(TryScan());
        }
        if (!_isAscii)
        {
            CheckUtf8();
        }
        CollectRows();
    }

    /// <summary>The number of cells that a row has in the file.</summary>
    public int CellCount(int row) => _cellCounts.As<int>()[row];

    /// <summary>The raw bytes of a cell, quotes included. See <see cref="CsvCell"/> for its content.</summary>
    public ReadOnlySpan<byte> RawCell(int row, int column)
    {
        Invariant.Assert((uint)row < (uint)RowCount && column >= 0);
        Invariant.Assert(column < Math.Max(CellCount(row), _alignedCells));
        return View(column)[row];
    }

    /// <summary>The raw text of a row, without its line end.</summary>
    public ReadOnlySpan<byte> RawRow(int row)
    {
        int* ends = _ends.As<int>();
        int first = _firstCells.As<int>()[row];
        int start = ends[first - 1] + 1;
        return new ReadOnlySpan<byte>(Text + start, ends[first + CellCount(row) - 1] - start);
    }

    /// <summary>Where a cell begins in the file; the row's end for a cell that alignment added. Cheap for ascending places.</summary>
    public CsvPosition PositionOf(int row, int column = 0)
    {
        int* ends = _ends.As<int>();
        int first = _firstCells.As<int>()[row];
        int count = CellCount(row);
        return Locate(column < count ? ends[first + column - 1] + 1 : ends[first + count - 1]);
    }

    /// <summary>Leaves out the first row.</summary>
    public void DropFirstRow()
    {
        if (RowCount > 0)
        {
            RemoveRows(static (row, _) => row == 0, 0);
        }
    }

    /// <summary>Leaves out the rows for which the predicate holds; it gets each row's number and the state.</summary>
    public void RemoveRows<TState>(Func<int, TState, bool> isRemoved, TState state)
    {
        int* first = _firstCells.As<int>();
        int* counts = _cellCounts.As<int>();
        int kept = 0;
        for (int row = 0; row < RowCount; row++)
        {
            if (!isRemoved(row, state))
            {
                first[kept] = first[row];
                counts[kept++] = counts[row];
            }
        }
        RowCount = kept;
    }

    /// <summary>
    /// Gives every row at least so many cells: missing ones are added at the end, empty. Afterwards <see cref="View"/> may be used for these columns.
    /// </summary>
    /// <returns>Whether any row has more cells.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Align(int columnCount)
    {
        int* first = _firstCells.As<int>();
        int* counts = _cellCounts.As<int>();
        bool anyExtra = false;
        _alignedCells = columnCount;
        for (int row = 0; row < RowCount; row++)
        {
            if (counts[row] == columnCount)
            {
                continue;
            }
            if (counts[row] > columnCount)
            {
                anyExtra = true;
                continue;
            }
            int* ends = _ends.Reserve<int>(_endCount + columnCount + 1, _endCount);
            int from = first[row] - 1;
            int end = ends[from + counts[row]];
            first[row] = _endCount + 1;
            for (int i = 0; i <= columnCount; i++)
            {
                // An added cell spans (end, end + 1): no bytes, and never read.
                ends[_endCount++] = i <= counts[row] ? ends[from + i] : ++end;
            }
        }
        return anyExtra;
    }

    /// <summary>
    /// In rows with too many cells: joins a cell of certain columns that opens a brace with the following ones up to the brace's end. Before <see cref="Align"/>.
    /// </summary>
    /// <param name="columns">The columns, ascending.</param>
    /// <param name="columnCount">The number of cells that is not too many.</param>
    public void JoinBraced(ReadOnlySpan<int> columns, int columnCount)
    {
        int* firstCells = _firstCells.As<int>();
        int* counts = _cellCounts.As<int>();
        for (int row = 0; row < RowCount; row++)
        {
            for (int i = 0; i < columns.Length && counts[row] > columnCount; i++)
            {
                counts[row] -= JoinBraced(
                    firstCells[row] + columns[i],
                    firstCells[row] + counts[row]
                );
            }
        }
    }

    /// <summary>A column of all rows, which must have been aligned to more than <paramref name="column"/> cells.</summary>
    public CsvColumnView View(int column) =>
        new(Text, Length, _ends.As<int>(), _firstCells.As<int>(), column, RowCount);

    /// <inheritdoc/>
    public void Dispose()
    {
        _text.Dispose();
        _ends.Dispose();
        _rowEnds.Dispose();
        _firstCells.Dispose();
        _cellCounts.Dispose();
    }

    private bool _isAscii;
    private int _rowEndCount;
    private int _alignedCells;
    private int _locatedOffset;
    private long _locatedLine;

    internal void Begin(string path, long firstLine, CsvDialect dialect)
    {
        Path = path;
        FirstLine = firstLine;
        _dialect = dialect;
        Length = 0;
        RowCount = 0;
        _alignedCells = 0;
        _locatedOffset = int.MaxValue;
    }

    internal void Reserve(int textBytes) =>
        _text.Reserve(
            (long)textBytes + CsvColumnView.ReadableBefore + VectorScan.Padding,
            Length + CsvColumnView.ReadableBefore
        );

    /// <summary>Scans the text; false when it ends inside quotes.</summary>
    internal bool TryScan()
    {
        var index = new CellIndex
        {
            Ends = _ends.Reserve<int>(Length + 2L),
            RowEnds = _rowEnds.Reserve<int>(Length + 1L),
        };
        index.Reset();
        bool isDone = _dialect.TrimStrings
            ? ScalarScan.Scan(Text, 0, Length, _dialect, ref index)
            : VectorScan.Scan(Text, Length, _dialect, ref index);
        if (!isDone)
        {
            var position = Locate(index.FaultOffset);
            throw index.Fault == ScanFault.DataAfterQuote
                ? CsvErrors.DataAfterQuote(position)
                : CsvErrors.LineEndInQuotes(position);
        }
        _endCount = index.EndCount;
        _rowEndCount = index.RowEndCount;
        _isAscii = index.IsAscii;
        return index.State != ScanState.Quoted;
    }

    /// <summary>The offset just after the last row end of the last scan; 0 when there is none.</summary>
    internal int AfterLastRow =>
        _rowEndCount == 0 ? 0 : _ends.As<int>()[_rowEnds.As<int>()[_rowEndCount - 1]] + 1;

    /// <summary>Cuts the scanned text after its last row end.</summary>
    internal void CutAfterLastRow()
    {
        Length = AfterLastRow;
        _endCount = _rowEndCount == 0 ? 1 : _rowEnds.As<int>()[_rowEndCount - 1] + 1;
    }

    /// <summary>The place of the cell that the text's end leaves open.</summary>
    internal CsvPosition OpenCell => Locate(_ends.As<int>()[_endCount - 1] + 1);

    internal CsvPosition Locate(int offset)
    {
        offset = Math.Min(offset, Length);
        long line = LineOf(offset);
        var before = new ReadOnlySpan<byte>(Text, offset);
        int lineStart = before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        long column = 1;
        foreach (byte b in before[lineStart..])
        {
            column += (b & 0xC0) != 0x80 ? 1 : 0;
        }
        return new CsvPosition(Path, line, column);
    }

    /// <summary>Counts on from the place asked for last: a block with many bad rows is counted through once, not once a row.</summary>
    private long LineOf(int offset)
    {
        if (offset < _locatedOffset)
        {
            _locatedOffset = 0;
            _locatedLine = FirstLine;
        }
        // No place lies inside a pair of return and feed, so that the parts add up.
        _locatedLine += VectorScan.CountLines(Text + _locatedOffset, offset - _locatedOffset);
        _locatedOffset = offset;
        return _locatedLine;
    }

    /// <summary>Joins an unquoted cell that opens a brace with those up to the one that closes it; returns how many fewer there are.</summary>
    private int JoinBraced(int cell, int endCell)
    {
        int* ends = _ends.As<int>();
        if (Text[ends[cell - 1] + 1] == _dialect.Quote)
        {
            return 0;
        }
        int last = cell;
        for (bool isOpen = false; last < endCell; last++)
        {
            int start = ends[last - 1] + 1;
            var text = new ReadOnlySpan<byte>(Text + start, ends[last] - start);
            int brace = text.LastIndexOfAny((byte)'{', (byte)'}');
            isOpen = brace < 0 ? isOpen : text[brace] == '{';
            if (!isOpen)
            {
                break;
            }
        }
        if (last == endCell || last == cell)
        {
            return 0;
        }
        // The ends between them go: those behind move up.
        new ReadOnlySpan<int>(ends + last, endCell - last).CopyTo(
            new Span<int>(ends + cell, endCell - last)
        );
        return last - cell;
    }

    private void CheckUtf8()
    {
        var text = new ReadOnlySpan<byte>(Text, Length);
        if (Utf8.IsValid(text))
        {
            return;
        }
        int offset = 0;
        while (
            System.Text.Rune.DecodeFromUtf8(text[offset..], out _, out int bytes)
            == System.Buffers.OperationStatus.Done
        )
        {
            offset += bytes;
        }
        throw CsvErrors.InvalidUtf8(Locate(offset), text[offset]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CollectRows()
    {
        int* ends = _ends.As<int>();
        int* rowEnds = _rowEnds.As<int>();
        int* first = _firstCells.Reserve<int>(_rowEndCount + 1L);
        int* counts = _cellCounts.Reserve<int>(_rowEndCount + 1L);
        int rows = 0;
        int next = 1;
        for (int i = 0; i < _rowEndCount; i++)
        {
            int last = rowEnds[i];
            int count = last - next + 1;
            if (count > 1 || ends[last] - ends[last - 1] > 1)
            {
                first[rows] = next;
                counts[rows++] = count;
            }
            next = last + 1;
        }
        RowCount = rows;
    }
}
