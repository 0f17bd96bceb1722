using System.IO.Compression;
using Quiver.Foundation.IO;

namespace Quiver.Csv.Archives;

/// <summary>The one file inside a zip archive, checked against its checksum, which the runtime does not look at. Owns the archive.</summary>
internal sealed class ZipText : ReadOnlyStream
{
    /// <summary>The record at an archive's end, without which the runtime fails with errors of its own.</summary>
    private const int EndRecordBytes = 22;

    private readonly ZipArchive _archive;
    private readonly Stream _content;
    private readonly uint _expected;
    private uint _crc;

    /// <summary>Opens the archive.</summary>
    /// <exception cref="CsvException">It holds no file, or several, or one that needs a password or a way of packing that is not known.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public ZipText(Stream file, string path)
    {
        if (file.Length < EndRecordBytes)
        {
            throw new InvalidDataException(
                "It is shorter than the record at the end of a zip archive."
            );
        }
        _archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        try
        {
            var entry = SingleEntry(_archive, path);
            _expected = entry.Crc32;
            if (ZipDirectory.FindUnknownMethod(file, entry.FullName) is { } method)
            {
                throw CsvErrors.UnknownZipMethod(path, method);
            }
            _content = entry.Open();
        }
        catch
        {
            _archive.Dispose();
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        _crc = Crc32.Append(_crc, buffer[..read]);
        return read > 0 || buffer.IsEmpty || _crc == _expected
            ? read
            : throw new InvalidDataException(
                $"The checksum is {_crc:X8} and should be {_expected:X8}."
            );
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _archive.Dispose();
        }
        base.Dispose(disposing);
    }

    private static ZipArchiveEntry SingleEntry(ZipArchive archive, string path)
    {
        var usable = archive
            .Entries.Where(entry =>
                entry.Name.Length > 0
                && !entry.Name.StartsWith('.')
                && !entry.FullName.StartsWith("__MACOSX", StringComparison.Ordinal)
            )
            .Take(2)
            .ToList();
        return usable.Count switch
        {
            1 when usable[0].IsEncrypted => throw CsvErrors.EncryptedArchive(path),
            1 => usable[0],
            0 => throw CsvErrors.NoFileInArchive(path),
            _ => throw CsvErrors.SeveralFilesInArchive(
                path,
                usable[0].FullName,
                usable[1].FullName
            ),
        };
    }
}
