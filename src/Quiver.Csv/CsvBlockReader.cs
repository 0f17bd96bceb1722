using Quiver.Csv.Kernels;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Csv;

/// <summary>
/// Cuts a CSV file into blocks of whole rows. Rows are found by line ends alone, so that blocks can be indexed in parallel; with multi-line fields the
/// reader has to index each block itself. Not thread safe; the blocks are independent of it.
/// </summary>
public sealed unsafe class CsvBlockReader : IDisposable
{
    /// <summary>Bytes that a block aims at.</summary>
    public const int DefaultBlockBytes = 1 << 20;

    /// <summary>The longest row: a block grows up to this to hold it.</summary>
    public const int MaxRowBytes = 256 << 20;

    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly CsvInput _input;
    private readonly CsvDialect _dialect;
    private readonly int _blockBytes;
    private readonly ScratchMemory _carry = new();
    private readonly string _path;
    private int _carryLength;
    private long _nextLine = 1;
    private bool _isAtEnd;
    private bool _endsWithReturn;

    /// <summary>Opens a file.</summary>
    /// <param name="files">Through which it is read.</param>
    /// <param name="path">The file: plain, gzip, or a zip of one file.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="blockBytes">Bytes that a block aims at.</param>
    /// <exception cref="CsvException">It is in another encoding, or an archive of several files.</exception>
    public CsvBlockReader(
        IFileSystem files,
        string path,
        CsvDialect dialect,
        int blockBytes = DefaultBlockBytes
    )
    {
        _path = path;
        _dialect = dialect;
        _blockBytes = blockBytes;
        _input = new CsvInput(files, path);
    }

    /// <summary>Bytes of the file, as it lies on disk, that were read so far.</summary>
    public long Position => _input.Position;

    /// <summary>The file's length on disk in bytes.</summary>
    public long Length => _input.Length;

    /// <summary>Fills a block with the next rows; false at the end of the file.</summary>
    /// <exception cref="CsvException">A row is longer than <see cref="MaxRowBytes"/>; with multi-line fields also what <see cref="CsvBlock.Index"/> finds.</exception>
    public bool TryRead(CsvBlock block)
    {
        block.Begin(_path, _nextLine, _dialect);
        block.Reserve(Math.Max(_blockBytes, _carryLength));
        new ReadOnlySpan<byte>(_carry.Pointer, _carryLength).CopyTo(
            new Span<byte>(block.Text, _carryLength)
        );
        block.Length = _carryLength;
        _carryLength = 0;
        int target = Math.Max(_blockBytes, block.Length);
        while (true)
        {
            Fill(block, target);
            JoinSplitLineEnd(block);
            if (block.Length == 0)
            {
                return false;
            }
            if (TryCut(block))
            {
                CountLines(block);
                return true;
            }
            if (block.Length >= MaxRowBytes)
            {
                throw CsvErrors.RowTooLong(block.Locate(0), MaxRowBytes);
            }
            target = Math.Min(MaxRowBytes, block.Length * 2);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        _carry.Dispose();
    }

    /// <summary>A line feed at the start of a block may belong to the line that the block before ended.</summary>
    private void JoinSplitLineEnd(CsvBlock block)
    {
        if (_endsWithReturn && block.Length > 0 && block.Text[0] == LineFeed)
        {
            block.FirstLine--;
        }
        _endsWithReturn &= block.Length == 0;
    }

    private void CountLines(CsvBlock block)
    {
        _nextLine = block.FirstLine + VectorScan.CountLines(block.Text, block.Length);
        _endsWithReturn = block.Text[block.Length - 1] == CarriageReturn;
    }

    private void Fill(CsvBlock block, int target)
    {
        // One byte more for the line end that the last row of a file may lack.
        block.Reserve(target + 1);
        while (!_isAtEnd && block.Length < target)
        {
            int read = _input.Read(
                new Span<byte>(block.Text + block.Length, target - block.Length)
            );
            _isAtEnd = read == 0;
            block.Length += read;
        }
        if (
            _isAtEnd
            && block.Length > 0
            && block.Text[block.Length - 1] is not LineFeed and not CarriageReturn
        )
        {
            block.Text[block.Length++] = LineFeed;
        }
    }

    /// <summary>Cuts the block behind its last whole row and keeps the rest; false when it holds no whole row yet.</summary>
    private bool TryCut(CsvBlock block)
    {
        int filled = block.Length;
        int cut;
        if (_dialect.MultilineFields)
        {
            bool isClosed = block.TryScan();
            if (_isAtEnd && !isClosed)
            {
                throw CsvErrors.UnterminatedQuote(block.OpenCell);
            }
            cut = block.AfterLastRow;
        }
        else
        {
            cut = AfterLastLine(block, filled);
        }
        if (cut == 0)
        {
            return false;
        }
        _carryLength = filled - cut;
        _carry.Reserve(_carryLength, 0);
        new ReadOnlySpan<byte>(block.Text + cut, _carryLength).CopyTo(
            new Span<byte>(_carry.Pointer, _carryLength)
        );
        if (_dialect.MultilineFields)
        {
            block.CutAfterLastRow();
        }
        block.Length = cut;
        return true;
    }

    /// <summary>A carriage return at the very end is no place to cut: the line feed that belongs to it may follow.</summary>
    private int AfterLastLine(CsvBlock block, int filled)
    {
        bool isSplitPair = !_isAtEnd && block.Text[filled - 1] == CarriageReturn;
        var text = new ReadOnlySpan<byte>(block.Text, isSplitPair ? filled - 1 : filled);
        return text.LastIndexOfAny(LineFeed, CarriageReturn) + 1;
    }
}
