using System.Buffers;
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
    /// <summary>As many as tell an archive, an encoding and a tar file, whose signature stands behind its first file's name and attributes.</summary>
    private const int HeadBytes = 512;

    /// <summary>A file of up to so many bytes is read at once with its head: an import may have thousands of them.</summary>
    private const int SmallFileBytes = 32 * 1024;

    /// <summary>Where a tar file has its signature.</summary>
    private const int TarSignature = 257;

    /// <summary>The longest name of a file in a tar file; zeros fill it up.</summary>
    private const int TarNameBytes = 100;

    /// <summary>Bytes that tell whether text is in ASCII: no text with a delimiter in it is so in UTF-16 or UTF-32.</summary>
    private const int AsciiBytes = 64;

    private readonly string _path;
    private readonly IFileHandle _handle;
    private readonly HandleStream _file;
    private readonly int _headBytes;
    private byte[] _head;
    private Stream? _unpacked;
    private DecodingStream? _decoded;
    private int _headStart;
    private int _headEnd;
    private bool _isGzip;

    static CsvInput() => StrictUnpacking.Require();

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is a damaged archive.</exception>
    public CsvInput(IFileSystem files, string path, CsvDialect dialect)
    {
        _path = path;
        _handle = files.OpenRead(path);
        _file = new HandleStream(_handle);
        bool isSmall = _file.Length is > HeadBytes and <= SmallFileBytes;
        _headBytes = isSmall ? (int)_file.Length : HeadBytes;
        _head = ArrayPool<byte>.Shared.Rent(_headBytes);
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

    /// <summary>Goes on behind so many bytes of the file; false, and nothing is done, where its text is not as it lies there.</summary>
    public bool TrySkipTo(long position)
    {
        if (IsPacked || _decoded is not null)
        {
            return false;
        }
        // What was read of the beginning is passed over.
        _headStart = _headEnd = _headBytes;
        _file.Position = position;
        return true;
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
        if (_head.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_head);
            _head = [];
            _headStart = _headEnd = 0;
        }
    }

    private void Open(CsvDialect dialect)
    {
        FillHead(_file);
        var signature = _head.AsSpan(0, _headEnd);
        if (IsGzip(signature))
        {
            _isGzip = true;
            _file.Position = 0;
            _unpacked = new GzipReader(_file);
        }
        else if (IsZip(signature))
        {
            _file.Position = 0;
            _unpacked = new ZipText(_file, _path);
        }
        if (_unpacked is not null)
        {
            FillHead(_unpacked);
        }
        RefuseArchive(dialect);
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

    private static bool IsGzip(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>An archive without files begins with its directory's end.</summary>
    private static bool IsZip(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8);

    private static bool IsTar(ReadOnlySpan<byte> head) =>
        head.Length > TarSignature
        && head[TarSignature..].StartsWith("ustar"u8)
        && head[..TarNameBytes].Contains((byte)0);

    /// <summary>Refuses what is an archive still, unpacked as far as it can be.</summary>
    private void RefuseArchive(CsvDialect dialect)
    {
        // Where only an archive's checksum is looked at, its text does not matter.
        if (!ReadsText(dialect))
        {
            return;
        }
        var head = _head.AsSpan(0, _headEnd);
        string? inner =
            IsTar(head) ? "tar"
            : ForeignArchive.NameOf(head) is { } foreign ? foreign
            : !IsPacked ? null
            : IsGzip(head) ? "gzip"
            : IsZip(head) ? "zip"
            : null;
        if (inner is not null)
        {
            string? outer =
                !IsPacked ? null
                : _isGzip ? "gzip"
                : "zip";
            throw CsvErrors.ArchiveInside(_path, outer, inner);
        }
    }

    private static bool ReadsText(CsvDialect dialect) =>
        dialect.Delimiter != '\0' && dialect.Quote != '\0';

    private void FillHead(Stream stream) =>
        _headEnd = stream.ReadAtLeast(
            _head.AsSpan(0, _headBytes),
            _headBytes,
            throwOnEndOfStream: false
        );

    private int ReadUnpacked(Span<byte> destination)
    {
        if (_headStart < _headEnd)
        {
            int count = Math.Min(destination.Length, _headEnd - _headStart);
            _head.AsSpan(_headStart, count).CopyTo(destination);
            _headStart += count;
            return count;
        }
        return _headEnd < _headBytes ? 0 : (_unpacked ?? _file).Read(destination);
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
        if (_headStart == 0 && ReadsText(dialect))
        {
            CheckEncoding(head);
        }
    }

    /// <summary>Refuses text that is evidently not in the encoding that it is said to be in.</summary>
    private void CheckEncoding(ReadOnlySpan<byte> head)
    {
        var seeming = head switch
        {
            [not 0, 0, 0, 0, ..] => TextEncoding.Utf32Little,
            [0, 0, 0, not 0, ..] => TextEncoding.Utf32Big,
            [not 0, 0, not 0, 0, ..] => TextEncoding.Utf16Little,
            [0, not 0, 0, not 0, ..] => TextEncoding.Utf16Big,
            _ => null,
        };
        bool isUtf16 = Encoding == TextEncoding.Utf16Little || Encoding == TextEncoding.Utf16Big;
        if (
            seeming is not null
            && seeming != Encoding
            && (isUtf16 || Encoding == TextEncoding.Utf8)
        )
        {
            throw CsvErrors.LooksLikeWide(_path, seeming.Name);
        }
        bool isWide =
            isUtf16 || Encoding == TextEncoding.Utf32Little || Encoding == TextEncoding.Utf32Big;
        var start = head[..Math.Min(AsciiBytes, head.Length)];
        if (isWide && !start.IsEmpty && !start.ContainsAnyExceptInRange((byte)1, (byte)0x7F))
        {
            throw CsvErrors.LooksLikeAscii(_path, Encoding.Name);
        }
    }

    /// <summary>The unpacked bytes, those read already included, for a decoder.</summary>
    private sealed class HeadStream(CsvInput input) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer) => input.ReadUnpacked(buffer);
    }
}
