using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Quiver.Csv.Encodings;
using Quiver.Csv.Kernels;
using Quiver.Foundation;
using Quiver.Foundation.Memory;

namespace Quiver.Csv;

/// <summary>
/// Text that consists of whole rows, of one file or of several small ones: filled by a <see cref="CsvBlockReader"/>, then indexed and read by any one
/// thread. Reusable.
/// </summary>
/// <remarks>
/// Memory: the text, padded on both sides, and at most eight bytes of index per byte of text, of which only what cells need is ever
/// touched.
/// </remarks>
public sealed unsafe class CsvBlock : IDisposable
{
    private readonly ScratchMemory _ends = new();
    private readonly ScratchMemory _rowEnds = new();
    private readonly ScratchMemory _firstCells = new();
    private readonly ScratchMemory _cellCounts = new();
    private readonly PlaceFinder _places = new();
    private readonly List<ScanError> _errors = [];
    private readonly List<FaultyRow> _faultyRows = [];
    private ScratchMemory _text = new();
    private ScratchMemory _spare = new();
    private CsvDialect _dialect = new();
    private CsvReadSettings _settings = new();
    private bool _isAscii;
    private int _endCount;
    private int _rowEndCount;
    private int _alignedCells;

    /// <summary>Bytes of text.</summary>
    public int Length { get; internal set; }

    /// <summary>Rows found, blank lines and headers left out. 0 before <see cref="Index"/>.</summary>
    public int RowCount { get; private set; }

    /// <summary>The rows that are no CSV, ascending; empty unless they are collected. To be removed by the caller.</summary>
    public IReadOnlyList<FaultyRow> FaultyRows => _faultyRows;

    internal byte* Text => _text.Pointer + CsvColumnView.ReadableBefore;

    /// <summary>Whether rows were found already, which forbids adding text.</summary>
    internal bool IsScanned { get; private set; }

    /// <summary>Finds rows and cells. Must be called once after each filling, before anything is read.</summary>
    /// <exception cref="CsvException">The text is not CSV of the dialect, or has bytes that its encoding does not know.</exception>
    public void Index()
    {
        if (!IsScanned)
        {
            ScanPieces();
        }
        if (!_isAscii)
        {
            CheckEncoding();
        }
        CollectRows();
        CheckRowLengths();
        DropHeaders();
        CollectFaultyRows();
        if (_dialect.IsWide)
        {
            RestoreWideCharacters();
        }
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

    /// <summary>The number of rows from each file. Before <see cref="Align"/>.</summary>
    public IReadOnlyList<(string Path, int RowCount)> CountRowsByFile() =>
        _places.CountRows(_ends.As<int>(), _firstCells.As<int>(), RowCount);

    /// <summary>The text of a row, without its line end.</summary>
    public ReadOnlySpan<byte> RawRow(int row) =>
        _dialect.IsWide
            ? Encoding.UTF8.GetBytes(ShownText.Of(StoredRow(row), int.MaxValue, _dialect, false))
            : StoredRow(row);

    /// <summary>A row as messages show it: cut when long, bytes that are no text in hexadecimal.</summary>
    public string ShowRow(int row, int maxBytes) =>
        ShownText.Of(StoredRow(row), maxBytes, _dialect, IsRewritten(StartOf(row), out _));

    private int StartOf(int row) => _ends.As<int>()[_firstCells.As<int>()[row] - 1] + 1;

    private ReadOnlySpan<byte> StoredRow(int row)
    {
        int* ends = _ends.As<int>();
        int first = _firstCells.As<int>()[row];
        int start = StartOf(row);
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

    /// <summary>The file that a row is of.</summary>
    public string PathOf(int row) => _places.PieceOf(StartOf(row)).Path;

    /// <summary>Leaves rows out.</summary>
    /// <param name="rows">Their numbers, ascending.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RemoveRows(ReadOnlySpan<int> rows)
    {
        int* first = _firstCells.As<int>();
        int* counts = _cellCounts.As<int>();
        int kept = rows.IsEmpty ? RowCount : rows[0];
        for (int i = 0; i < rows.Length; i++)
        {
            int next = i + 1 < rows.Length ? rows[i + 1] : RowCount;
            Invariant.Assert(rows[i] >= 0 && rows[i] < next);
            for (int row = rows[i] + 1; row < next; row++)
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
                counts[row] -= BracedCells.Join(
                    Text,
                    _ends.As<int>(),
                    firstCells[row] + columns[i],
                    firstCells[row] + counts[row],
                    _dialect.QuoteByte
                );
            }
        }
    }

    /// <summary>A column of all rows from one on, which must have been aligned to more than <paramref name="column"/> cells.</summary>
    public CsvColumnView View(int column, int fromRow = 0) =>
        new(
            Text,
            Length,
            _ends.As<int>(),
            _firstCells.As<int>() + fromRow,
            column,
            RowCount - fromRow
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        _text.Dispose();
        _spare.Dispose();
        _ends.Dispose();
        _rowEnds.Dispose();
        _firstCells.Dispose();
        _cellCounts.Dispose();
    }

    /// <summary>Empties the block.</summary>
    internal void Begin(CsvDialect dialect, CsvReadSettings settings)
    {
        _dialect = dialect;
        _settings = settings;
        Length = 0;
        RowCount = 0;
        IsScanned = false;
        _alignedCells = 0;
        _errors.Clear();
        _faultyRows.Clear();
        _places.Clear();
    }

    /// <summary>Says which file the text from an offset on is from.</summary>
    internal void AddPiece(BlockPiece piece)
    {
        if (piece.Offset == 0)
        {
            _places.Clear();
        }
        _places.Add(piece);
    }

    internal void Reserve(int textBytes) => Reserve(_text, textBytes, Length);

    /// <summary>
    /// Finds the rows of a text that is not whole yet, and collects those that are no CSV; the scan is kept.
    /// </summary>
    /// <param name="end">The end of the text to look at.</param>
    /// <param name="isWhole">Whether no text follows.</param>
    /// <returns>The offset behind the last whole row; 0 when there is none.</returns>
    internal int ScanCollecting(int end, bool isWhole)
    {
        _errors.Clear();
        var index = BeginScan();
        Scan(ref index, 0, end, isWhole);
        index.EndCount = index.RowEndCount == 0 ? 1 : index.RowEnds[index.RowEndCount - 1] + 1;
        Keep(ref index);
        IsScanned = true;
        return index.RowStart;
    }

    internal CsvPosition Locate(int offset) => _places.Locate(Text, Math.Min(offset, Length));

    private static void Reserve(ScratchMemory memory, long textBytes, int kept) =>
        memory.Reserve(
            textBytes + CsvColumnView.ReadableBefore + VectorScan.Padding,
            kept + CsvColumnView.ReadableBefore
        );

    private void ScanPieces()
    {
        var index = BeginScan();
        var pieces = _places.Pieces;
        for (int i = 0; i < pieces.Count; i++)
        {
            int end = i + 1 < pieces.Count ? pieces[i + 1].Offset : Length;
            Scan(ref index, pieces[i].Offset, end, isWhole: true);
        }
        Keep(ref index);
    }

    private CellIndex BeginScan()
    {
        var index = new CellIndex
        {
            Ends = _ends.Reserve<int>(Length + 2L),
            RowEnds = _rowEnds.Reserve<int>(Length + 1L),
        };
        index.Reset();
        return index;
    }

    private void Keep(ref CellIndex index)
    {
        _endCount = index.EndCount;
        _rowEndCount = index.RowEndCount;
        _isAscii = index.IsAscii;
    }

    /// <summary>Scans the text of a file. After a row that is no CSV, the scan goes on with the line behind the one on which that row begins.</summary>
    private void Scan(ref CellIndex index, int from, int to, bool isWhole)
    {
        var rules = _dialect.ScanRules;
        index.State = ScanState.CellStart;
        while (true)
        {
            if (VectorScan.Scan(Text, from, to, rules, ref index))
            {
                if (!isWhole || !index.IsOpen)
                {
                    return;
                }
                index.Fault = ScanFault.UnterminatedQuote;
            }
            var error = ErrorOf(ref index);
            if (!_settings.CollectsFaultyRows)
            {
                throw error;
            }
            int rowStart = index.RowStart;
            int length = new ReadOnlySpan<byte>(Text + rowStart, to - rowStart).IndexOfAny(
                (byte)'\n',
                (byte)'\r'
            );
            if (length < 0)
            {
                return;
            }
            _errors.Add(new ScanError(index.RowEndCount, error));
            index.EndRowAt(rowStart + length);
            from = rowStart + length + 1;
        }
    }

    private CsvException ErrorOf(ref CellIndex index)
    {
        var opening = Locate(index.CellStart);
        switch (index.Fault)
        {
            case ScanFault.DataAfterQuote:
                return CsvErrors.DataAfterQuote(Locate(index.FaultOffset), opening);
            case ScanFault.LineEndInQuotes:
                return CsvErrors.LineEndInQuotes(Locate(index.FaultOffset));
            default:
                return CsvErrors.UnterminatedQuote(opening);
        }
    }

    /// <summary>Refuses bytes that are no text. UTF-8 is checked in one go; only where that fails, the places are looked for.</summary>
    private void CheckEncoding()
    {
        var text = new ReadOnlySpan<byte>(Text, Length);
        int* ends = _ends.As<int>();
        int* rowEnds = _rowEnds.As<int>();
        int rowEnd = 0;
        int at = 0;
        while (Utf8Text.TryFindInvalid(text[at..], _dialect.IsWide, out int offset))
        {
            var error = CsvErrors.InvalidBytes(
                Locate(at + offset),
                ForeignBytes.Read(
                    text[(at + offset)..],
                    IsRewritten(at + offset, out var encoding)
                ),
                encoding.Name
            );
            if (!_settings.CollectsFaultyRows)
            {
                throw error;
            }
            while (ends[rowEnds[rowEnd]] < at + offset)
            {
                rowEnd++;
            }
            _errors.Add(new ScanError(rowEnd, error));
            at = ends[rowEnds[rowEnd]] + 1;
        }
    }

    /// <summary>Whether the text at an offset passed through a decoder on its way, and the encoding that it had.</summary>
    private bool IsRewritten(int offset, out TextEncoding encoding)
    {
        encoding = _places.PieceOf(offset).Encoding;
        return _dialect.IsWide || encoding != TextEncoding.Utf8;
    }

    private void CheckRowLengths()
    {
        if (Length <= _settings.MaxRowBytes)
        {
            return;
        }
        int* ends = _ends.As<int>();
        int* rowEnds = _rowEnds.As<int>();
        int start = 0;
        for (int i = 0; i < _rowEndCount; i++)
        {
            int end = ends[rowEnds[i]];
            if (end - start > _settings.MaxRowBytes)
            {
                throw CsvErrors.RowTooLong(Locate(start), _settings);
            }
            start = end + 1;
        }
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

    private void DropHeaders()
    {
        List<int>? headers = null;
        int row = 0;
        foreach (var piece in _places.Pieces)
        {
            if (piece.HasHeader)
            {
                while (_ends.As<int>()[_firstCells.As<int>()[row] - 1] + 1 < piece.Offset)
                {
                    row++;
                }
                (headers ??= []).Add(row);
            }
        }
        if (headers is not null)
        {
            RemoveRows(CollectionsMarshal.AsSpan(headers));
        }
    }

    /// <summary>Brings what was found wrong into the order of rows; the first error of a row counts.</summary>
    private void CollectFaultyRows()
    {
        if (_errors.Count == 0)
        {
            return;
        }
        var byRow = _errors.OrderBy(error => error.RowEnd).DistinctBy(error => error.RowEnd);
        int row = 0;
        foreach (var (rowEnd, error) in byRow)
        {
            int firstCell = rowEnd == 0 ? 1 : _rowEnds.As<int>()[rowEnd - 1] + 1;
            while (row < RowCount && _firstCells.As<int>()[row] < firstCell)
            {
                row++;
            }
            if (row < RowCount && _firstCells.As<int>()[row] == firstCell)
            {
                _faultyRows.Add(new FaultyRow(row, error));
            }
        }
    }

    private void RestoreWideCharacters()
    {
        var wide = new WideCharacters(_dialect);
        long capacity = wide.RestoredLength(new ReadOnlySpan<byte>(Text, Length));
        if (capacity > int.MaxValue)
        {
            throw CsvErrors.RowTooLong(Locate(0), Length, null);
        }
        Reserve(_spare, capacity, 0);
        byte* restored = _spare.Pointer + CsvColumnView.ReadableBefore;
        var ends = new Span<int>(_ends.As<int>(), _endCount);
        Length = wide.RestoreText(
            new ReadOnlySpan<byte>(Text, Length),
            ends,
            new Span<byte>(restored, (int)capacity),
            _places
        );
        (_text, _spare) = (_spare, _text);
    }

    private readonly record struct ScanError(int RowEnd, CsvException Error);
}
