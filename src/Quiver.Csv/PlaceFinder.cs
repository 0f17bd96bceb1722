using Quiver.Csv.Kernels;

namespace Quiver.Csv;

/// <summary>Tells file, line and column of places in a block's text. Cheap for ascending places: lines are counted on from the place asked for last.</summary>
/// <remarks>Unsafe: the caller's text must have the length that the offsets assume, padded as scans need it.</remarks>
internal sealed unsafe class PlaceFinder
{
    private readonly List<BlockPiece> _pieces = [];
    private int _locatedPiece;
    private int _locatedOffset;
    private long _locatedLine;
    private long _locatedColumn;

    /// <summary>The pieces in order.</summary>
    public List<BlockPiece> Pieces => _pieces;

    public void Clear()
    {
        _pieces.Clear();
        Forget();
    }

    public void Add(BlockPiece piece) => _pieces.Add(piece);

    /// <summary>Says that a piece begins elsewhere in a changed text.</summary>
    public void Move(int piece, int offset)
    {
        _pieces[piece] = _pieces[piece] with { Offset = offset };
        Forget();
    }

    /// <summary>The piece that holds an offset.</summary>
    public BlockPiece PieceOf(int offset) => _pieces[PieceAt(offset)];

    /// <summary>The place of an offset.</summary>
    public CsvPosition Locate(byte* text, int offset)
    {
        int number = PieceAt(offset);
        var piece = _pieces[number];
        if (number != _locatedPiece || offset < _locatedOffset)
        {
            _locatedPiece = number;
            _locatedOffset = piece.Offset;
            _locatedLine = piece.FirstLine;
            _locatedColumn = 1;
        }
        // No place lies inside a pair of return and feed, so that the parts add up.
        var between = new ReadOnlySpan<byte>(text + _locatedOffset, offset - _locatedOffset);
        _locatedLine += VectorScan.CountLines(text + _locatedOffset, between.Length);
        _locatedOffset = offset;
        int lineStart = between.LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        _locatedColumn = lineStart > 0 ? 1 : _locatedColumn;
        foreach (byte b in between[lineStart..])
        {
            _locatedColumn += (b & 0xC0) != 0x80 ? 1 : 0;
        }
        return new CsvPosition(piece.Path, _locatedLine, _locatedColumn);
    }

    /// <summary>Counts the rows of each file.</summary>
    /// <param name="ends">The ends of cells.</param>
    /// <param name="firstCells">The first cell of each row.</param>
    /// <param name="rowCount">The number of rows.</param>
    public List<(string Path, int RowCount)> CountRows(int* ends, int* firstCells, int rowCount)
    {
        var counts = new List<(string, int)>(_pieces.Count);
        int row = 0;
        for (int piece = 0; piece < _pieces.Count; piece++)
        {
            int before = row;
            bool isLast = piece + 1 == _pieces.Count;
            row = isLast ? rowCount : row;
            while (row < rowCount && ends[firstCells[row] - 1] + 1 < _pieces[piece + 1].Offset)
            {
                row++;
            }
            counts.Add((_pieces[piece].Path, row - before));
        }
        return counts;
    }

    private void Forget() => _locatedPiece = -1;

    private int PieceAt(int offset)
    {
        int low = 0;
        int high = _pieces.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_pieces[middle].Offset <= offset)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }
        return low;
    }
}
