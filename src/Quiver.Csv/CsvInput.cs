using System.IO.Compression;
using Quiver.Csv.Archives;
using Quiver.Csv.Encodings;
using Quiver.Foundation.IO;

namespace Quiver.Csv;

/// <summary>
/// The text of a CSV file from its beginning, as blocks hold it: gzip and zip are recognised by their content and unpacked, a byte order mark is dropped and says the
/// encoding, and what is not UTF-8 is rewritten to it. Not thread safe.
/// </summary>
internal sealed class CsvInput : IDisposable
{
    private const int HeadBytes = 64;

    private readonly string _path;
    private readonly IFileHandle _handle;
    private readonly HandleStream _file;
    private readonly byte[] _head = new byte[HeadBytes];
    private Stream? _unpacked;
    private DecodingStream? _decoded;
    private int _headStart;
    private int _headEnd;
    private bool _isGzip;

    static CsvInput() =>
        // Otherwise the runtime takes a gzip file that breaks off for one that ends.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is a damaged archive.</exception>
    public CsvInput(IFileSystem files, string path, CsvDialect dialect)
    {
        _path = path;
        _handle = files.OpenRead(path);
        _file = new HandleStream(_handle);
        try
        {
            Open(dialect);
        }
        catch (Exception e) when (IsDamage(e))
        {
            var error = Damaged(new CsvPosition(path, 1, 1), e);
            Dispose();
            throw error;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file's length on disk in bytes.</summary>
    public long Length => _file.Length;

    /// <summary>How many of these bytes were read.</summary>
    public long Position => _file.Position;

    /// <summary>Whether the file is an archive.</summary>
    public bool IsPacked => _unpacked is not null;

    /// <summary>How the file is encoded.</summary>
    public TextEncoding Encoding { get; private set; } = TextEncoding.Utf8;

    /// <summary>Fills the span with text; fewer bytes only at the end.</summary>
    /// <exception cref="InvalidDataException">It is a damaged archive.</exception>
    public int Read(Span<byte> destination)
    {
        int done = 0;
        int read = -1;
        while (done < destination.Length && read != 0)
        {
            var rest = destination[done..];
            read = _decoded is null ? ReadUnpacked(rest) : _decoded.Read(rest);
            done += read;
        }
        return done;
    }

    /// <summary>Whether an exception says that an archive cannot be unpacked.</summary>
    public static bool IsDamage(Exception exception) =>
        exception is InvalidDataException or EndOfStreamException or NotSupportedException;

    /// <summary>Says that the archive cannot be unpacked beyond a place.</summary>
    public CsvException Damaged(CsvPosition position, Exception cause) =>
        CsvErrors.DamagedArchive(position, _isGzip ? "gzip" : "zip", Position, Length, cause);

    public void Dispose()
    {
        _decoded?.Dispose();
        _unpacked?.Dispose();
        _file.Dispose();
        _handle.Dispose();
    }

    private void Open(CsvDialect dialect)
    {
        FillHead(_file);
        var signature = _head.AsSpan(0, _headEnd);
        if (signature.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            _isGzip = true;
            _file.Position = 0;
            _unpacked = new GZipStream(_file, CompressionMode.Decompress);
        }
        else if (signature.StartsWith("PK\x03\x04"u8))
        {
            _file.Position = 0;
            _unpacked = new ZipText(_file, _path);
        }
        if (_unpacked is not null)
        {
            FillHead(_unpacked);
        }
        ReadEncoding(dialect);
        if (Encoding.CreateDecoder() is { } decoder)
        {
            _decoded = new DecodingStream(new HeadStream(this), decoder);
        }
        if (dialect.IsWide)
        {
            _decoded = new DecodingStream(
                _decoded ?? (Stream)new HeadStream(this),
                new WideCharacterDecoder(dialect)
            );
        }
    }

    private void FillHead(Stream stream) =>
        _headEnd = stream.ReadAtLeast(_head, HeadBytes, throwOnEndOfStream: false);

    private int ReadUnpacked(Span<byte> destination)
    {
        if (_headStart < _headEnd)
        {
            int count = Math.Min(destination.Length, _headEnd - _headStart);
            _head.AsSpan(_headStart, count).CopyTo(destination);
            _headStart += count;
            return count;
        }
        return _headEnd < HeadBytes ? 0 : (_unpacked ?? _file).Read(destination);
    }

    private void ReadEncoding(CsvDialect dialect)
    {
        var head = _head.AsSpan(0, _headEnd);
        (Encoding, _headStart) = head switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (TextEncoding.Utf8, 3),
            [0xFF, 0xFE, 0, 0, ..] => (TextEncoding.Utf32Little, 4),
            [0, 0, 0xFE, 0xFF, ..] => (TextEncoding.Utf32Big, 4),
            [0xFF, 0xFE, ..] => (TextEncoding.Utf16Little, 2),
            [0xFE, 0xFF, ..] => (TextEncoding.Utf16Big, 2),
            _ => (dialect.Encoding, 0),
        };
        bool mayBeUtf16 = _headStart == 0 && Encoding == TextEncoding.Utf8;
        if (mayBeUtf16 && dialect.Delimiter != '\0' && dialect.Quote != '\0')
        {
            switch (head)
            {
                case [not 0, 0, not 0, 0, ..]:
                    throw CsvErrors.LooksLikeUtf16(_path, TextEncoding.Utf16Little.Name);
                case [0, not 0, 0, not 0, ..]:
                    throw CsvErrors.LooksLikeUtf16(_path, TextEncoding.Utf16Big.Name);
            }
        }
    }

    /// <summary>The unpacked bytes, those read already included, for a decoder.</summary>
    private sealed class HeadStream(CsvInput input) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer) => input.ReadUnpacked(buffer);
    }
}
