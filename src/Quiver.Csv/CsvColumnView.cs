using System.Runtime.CompilerServices;

namespace Quiver.Csv;

/// <summary>
/// One column of a block's aligned rows as raw pointers, for the loops that parse millions of cells. Valid until the block is filled again.
/// </summary>
/// <remarks>
/// Unsafe by design: rows and columns are not checked. <see cref="ReadableBefore"/> bytes before and after the text can be read, so that a cell's bytes may be loaded as a
/// whole vector; what stands there is undefined.
/// </remarks>
public readonly unsafe struct CsvColumnView
{
    /// <summary>Bytes around the text that can be read.</summary>
    public const int ReadableBefore = 64;

    private readonly byte* _text;
    private readonly int* _ends;
    private readonly int* _firstCells;
    private readonly int _column;

    internal CsvColumnView(
        byte* text,
        int textLength,
        int* ends,
        int* firstCells,
        int column,
        int rowCount
    )
    {
        TextLength = textLength;
        _text = text;
        _ends = ends;
        _firstCells = firstCells;
        _column = column;
        RowCount = rowCount;
    }

    /// <summary>Bytes of the block's text: no column holds more.</summary>
    public int TextLength { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The cell's raw bytes, quotes included: where they start and how many there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Cell(int row, out int length)
    {
        int* cell = _ends + _firstCells[row] + _column;
        int start = cell[-1] + 1;
        length = cell[0] - start;
        return _text + start;
    }

    /// <summary>The cell's raw bytes.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            byte* start = Cell(row, out int length);
            return new ReadOnlySpan<byte>(start, length);
        }
    }
}
