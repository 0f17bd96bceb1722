using System.IO.Compression;
using Quiver.Foundation.IO;

namespace Quiver.Csv;

/// <summary>
/// The text of a CSV file from its beginning: gzip and zip are recognised by their content and unpacked, a UTF-8 byte order mark is
/// dropped, other encodings' marks are refused. Not thread safe.
/// </summary>
internal sealed class CsvInput : IDisposable
{
    private const int SignatureBytes = 4;

    private readonly IFileHandle _handle;
    private readonly HandleStream _file;
    private readonly Stream? _unpacked;
    private readonly ZipArchive? _archive;
    private readonly byte[] _head = new byte[SignatureBytes];
    private int _headStart;
    private int _headEnd;

    public CsvInput(IFileSystem files, string path)
    {
        _handle = files.OpenRead(path);
        _file = new HandleStream(_handle);
        Span<byte> signature = stackalloc byte[SignatureBytes];
        int read = _handle.Read(signature, 0);
        signature = signature[..read];
        if (signature.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            _unpacked = new GZipStream(_file, CompressionMode.Decompress);
        }
        else if (signature.StartsWith("PK\x03\x04"u8))
        {
            _archive = new ZipArchive(_file, ZipArchiveMode.Read);
            _unpacked = SingleEntry(_archive, path).Open();
        }
        SkipByteOrderMark(path);
    }

    /// <summary>The file's length on disk in bytes.</summary>
    public long Length => _handle.Length;

    /// <summary>How many of these bytes were read.</summary>
    public long Position => _file.Position;

    /// <summary>Reads up to the span's length; 0 only at the end.</summary>
    public int Read(Span<byte> destination)
    {
        if (_headStart < _headEnd)
        {
            int count = Math.Min(destination.Length, _headEnd - _headStart);
            _head.AsSpan(_headStart, count).CopyTo(destination);
            _headStart += count;
            return count;
        }
        return (_unpacked ?? _file).Read(destination);
    }

    public void Dispose()
    {
        _unpacked?.Dispose();
        _archive?.Dispose();
        _file.Dispose();
        _handle.Dispose();
    }

    private static ZipArchiveEntry SingleEntry(ZipArchive archive, string path)
    {
        var usable = archive
            .Entries.Where(entry =>
                entry.Name.Length > 0
                && !entry.Name.StartsWith('.')
                && !entry.FullName.StartsWith("__MACOSX", StringComparison.Ordinal)
            )
            .ToList();
        return usable.Count switch
        {
            1 => usable[0],
            0 => throw CsvErrors.NoFileInArchive(path),
            _ => throw CsvErrors.SeveralFilesInArchive(
                path,
                usable[0].FullName,
                usable[1].FullName
            ),
        };
    }

    private void SkipByteOrderMark(string path)
    {
        _headEnd = (_unpacked ?? _file).ReadAtLeast(_head, SignatureBytes, false);
        var head = _head.AsSpan(0, _headEnd);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            _headStart = 3;
        }
        else if (
            head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
            || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF])
        )
        {
            throw CsvErrors.OtherEncoding(path);
        }
    }
}
