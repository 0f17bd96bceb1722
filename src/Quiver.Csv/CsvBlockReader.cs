using Quiver.Csv.Kernels;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Csv;

/// <summary>
/// Cuts a CSV file into blocks of whole rows, which can be indexed in parallel. Where line ends may stand inside quotes, it looks at the text once to know where rows
/// end. Not thread safe; the blocks are independent of it.
/// </summary>
public sealed unsafe class CsvBlockReader : IDisposable
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly CsvInput _input;
    private readonly CsvDialect _dialect;
    private readonly CsvReadSettings _settings;
    private readonly ScratchMemory _carry = new();
    private readonly string _path;
    private bool _hasHeaderAhead;
    private int _carryLength;
    private long _nextLine = 1;
    private bool _isAtEnd;
    private bool _endsWithReturn;

    /// <summary>Opens a file.</summary>
    /// <param name="files">Through which it is read.</param>
    /// <param name="path">The file: plain, gzip, or a zip of one file.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="settings">How it is cut; null for the usual.</param>
    /// <param name="hasHeader">Whether its first row is a header, which blocks leave out.</param>
    /// <exception cref="CsvException">It is a damaged archive or one of several files, or looks like another encoding.</exception>
    public CsvBlockReader(
        IFileSystem files,
        string path,
        CsvDialect dialect,
        CsvReadSettings? settings = null,
        bool hasHeader = false
    )
    {
        _path = path;
        _dialect = dialect;
        _settings = settings ?? new CsvReadSettings();
        _hasHeaderAhead = hasHeader;
        _input = new CsvInput(files, path, dialect);
    }

    /// <summary>Bytes of the file, as it lies on disk, that were read so far.</summary>
    public long Position => _input.Position;

    /// <summary>The file's length on disk in bytes.</summary>
    public long Length => _input.Length;

    /// <summary>Whether all rows have been given out.</summary>
    public bool IsAtEnd => _isAtEnd && _carryLength == 0;

    /// <summary>Fills a block with the next rows; false at the end of the file.</summary>
    /// <exception cref="CsvException">A row is longer than it may be, or the rest of an archive cannot be unpacked.</exception>
    public bool TryRead(CsvBlock block)
    {
        block.Begin(_dialect, _settings);
        return Append(block, mayGrow: true);
    }

    /// <summary>Adds the next rows to a block of the same dialect and settings that has room; false when none fit, or none are left.</summary>
    /// <exception cref="CsvException">The rest of an archive cannot be unpacked.</exception>
    public bool TryAppend(CsvBlock block) => !block.IsScanned && Append(block, mayGrow: false);

    /// <summary>
    /// Goes on at a byte of the file, in order to look into its middle: the rest of the row there comes as a row, and places are not told any more. False, and nothing is done, where it cannot be
    /// known what stands there without reading all before it: in archives, in encodings other than UTF-8, and where line ends may stand inside quotes.
    /// </summary>
    /// <param name="position">The byte, behind what was read so far and before the end.</param>
    public bool TrySkipTo(long position)
    {
        if (_dialect.MultilineFields || !_input.TrySkipTo(position))
        {
            return false;
        }
        _carryLength = 0;
        _hasHeaderAhead = false;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        _carry.Dispose();
    }

    private bool Append(CsvBlock block, bool mayGrow)
    {
        int start = block.Length;
        int target = Math.Max(_settings.BlockBytes, start + _carryLength);
        block.Reserve(target + 1);
        new ReadOnlySpan<byte>(_carry.Pointer, _carryLength).CopyTo(
            new Span<byte>(block.Text + start, _carryLength)
        );
        block.Length += _carryLength;
        _carryLength = 0;
        while (true)
        {
            Fill(block, start, target);
            if (block.Length == start)
            {
                return false;
            }
            int cut = FindCut(block, start, mayGrow);
            if (cut > start)
            {
                Keep(block, cut);
                Finish(block, start);
                return true;
            }
            if (!mayGrow)
            {
                Keep(block, start);
                return false;
            }
            if (block.Length > _settings.MaxRowBytes)
            {
                throw CsvErrors.RowTooLong(new CsvPosition(_path, _nextLine, 1), _settings);
            }
            target = (int)Math.Min(_settings.MaxRowBytes + 1L, block.Length * 2L);
        }
    }

    private void Fill(CsvBlock block, int start, int target)
    {
        // One byte more for the line end that the last row of a file may lack.
        block.Reserve(target + 1);
        if (!_isAtEnd && block.Length < target)
        {
            int wanted = target - block.Length;
            int read = Read(block, start, wanted);
            _isAtEnd = read < wanted;
            block.Length += read;
        }
        if (
            _isAtEnd
            && block.Length > start
            && block.Text[block.Length - 1] is not LineFeed and not CarriageReturn
        )
        {
            block.Text[block.Length++] = LineFeed;
        }
    }

    private int Read(CsvBlock block, int start, int wanted)
    {
        try
        {
            return _input.Read(new Span<byte>(block.Text + block.Length, wanted));
        }
        catch (Exception e) when (CsvInput.IsDamage(e))
        {
            long lines = VectorScan.CountLines(block.Text + start, block.Length - start);
            throw _input.Damaged(new CsvPosition(_path, _nextLine + lines, 1), e);
        }
    }

    /// <summary>The offset behind the last whole row; the start when there is none yet.</summary>
    private int FindCut(CsvBlock block, int start, bool mayGrow)
    {
        if (!_dialect.MultilineFields)
        {
            return AfterLastLine(block, start);
        }
        int end = AfterLastCharacter(block, start);
        var boundary = BoundaryScan.Scan(block.Text, start, end, _dialect.ScanRules);
        bool isTooLong = boundary.AfterLastRow == start && block.Length > _settings.MaxRowBytes;
        bool isWrong = boundary.IsFaulty || (boundary.IsOpen && (_isAtEnd || isTooLong));
        if (!isWrong)
        {
            return boundary.AfterLastRow;
        }
        if (!_settings.CollectsFaultyRows)
        {
            if (isTooLong)
            {
                return start;
            }
            // Nothing behind it can be read: whoever indexes the block finds the same and says where.
            _isAtEnd = true;
            return block.Length;
        }
        if (!mayGrow)
        {
            // Left to the next block, whose scan this then is.
            return start;
        }
        block.AddPiece(PieceAt(block, start));
        return block.ScanCollecting(end, _isAtEnd || isTooLong);
    }

    /// <summary>A carriage return at the very end is no place to cut: the line feed that belongs to it may follow.</summary>
    private int AfterLastLine(CsvBlock block, int start)
    {
        int filled = block.Length - start;
        bool isSplitPair = !_isAtEnd && block.Text[block.Length - 1] == CarriageReturn;
        var text = new ReadOnlySpan<byte>(block.Text + start, isSplitPair ? filled - 1 : filled);
        return start + text.LastIndexOfAny(LineFeed, CarriageReturn) + 1;
    }

    /// <summary>The text without what is cut off of its last character, which may be a blank that a scan has to know.</summary>
    private int AfterLastCharacter(CsvBlock block, int start)
    {
        int end = block.Length;
        int first = end - 1;
        while (
            !_isAtEnd
            && first > Math.Max(start, end - Blanks.MaximumBytes)
            && IsContinuation(block.Text[first])
        )
        {
            first--;
        }
        return !_isAtEnd && block.Text[first] >= 0x80 ? first : end;
    }

    private static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;

    /// <summary>Cuts the block and keeps the rest of its text.</summary>
    private void Keep(CsvBlock block, int cut)
    {
        _carryLength = block.Length - cut;
        _carry.Reserve(_carryLength, 0);
        new ReadOnlySpan<byte>(block.Text + cut, _carryLength).CopyTo(
            new Span<byte>(_carry.Pointer, _carryLength)
        );
        block.Length = cut;
    }

    /// <summary>Says where the block's new text is from, and counts its lines.</summary>
    private void Finish(CsvBlock block, int start)
    {
        var piece = PieceAt(block, start);
        int length = block.Length - start;
        if (_hasHeaderAhead)
        {
            var text = new ReadOnlySpan<byte>(block.Text + start, length);
            bool hasRow = text.ContainsAnyExcept(LineFeed, CarriageReturn);
            piece = piece with { HasHeader = hasRow };
            _hasHeaderAhead = !hasRow;
        }
        block.AddPiece(piece);
        if (IsAtEnd)
        {
            return;
        }
        _nextLine = piece.FirstLine + VectorScan.CountLines(block.Text + start, length);
        _endsWithReturn = block.Text[block.Length - 1] == CarriageReturn;
    }

    /// <summary>A line feed at the start may belong to the line that the text before ended.</summary>
    private BlockPiece PieceAt(CsvBlock block, int start)
    {
        bool isSecondHalf = _endsWithReturn && block.Text[start] == LineFeed;
        long line = isSecondHalf ? _nextLine - 1 : _nextLine;
        return new BlockPiece(start, _path, line, _input.Encoding, HasHeader: false);
    }
}
