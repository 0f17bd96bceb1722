using System.Buffers.Binary;
using Quiver.Foundation.Checksums;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Backups;

/// <summary>The form of a backup file.</summary>
/// <remarks>
/// <code>
/// 0   u8×8  "QUIVERBK"
/// 8   u32   format version: 1; u32 zero
/// 16  i64   when it was begun, in milliseconds since 1970 (UTC)
/// 24  u32   CRC-32C of the 24 bytes before; zero in files of releases that did not write it
/// 28  zeros
/// 64  the bytes of all files, one behind the other, in the order of the contents
/// …   contents: u32 databases; per database
///         text name; uuid database; uuid log; i64 sequence; i64 nodes; i64 relationships
///         u32 files; per file: text path; i64 offset; i64 length; u32 CRC-32C of its bytes
/// end-32  i64 offset of the contents; i64 their length; u32 their CRC-32C; u32 CRC-32C of the 20 bytes before; u8×8 "QUIVERBK"
/// </code>
/// </remarks>
internal static class BackupFormat
{
    /// <summary>The version that this release writes.</summary>
    public const int Version = 1;

    /// <summary>The length of the header.</summary>
    public const int HeaderBytes = 64;

    /// <summary>The length of the trailer.</summary>
    public const int TrailerBytes = 32;

    /// <summary>The longest contents.</summary>
    public const int MaxContentsBytes = 256 << 20;

    /// <summary>The most databases in a backup.</summary>
    public const int MaxDatabases = 100_000;

    private const int SealedHeaderBytes = 24;
    private const int SealedTrailerBytes = 20;
    private const int LeastFileBytes = 24;
    private const int LeastDatabaseBytes = 64;

    private static ReadOnlySpan<byte> Magic => "QUIVERBK"u8;

    /// <summary>Writes the header.</summary>
    public static void WriteHeader(Span<byte> destination, DateTimeOffset created)
    {
        destination[..HeaderBytes].Clear();
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteInt32LittleEndian(destination[8..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(
            destination[16..],
            created.ToUnixTimeMilliseconds()
        );
        BinaryPrimitives.WriteUInt32LittleEndian(
            destination[SealedHeaderBytes..],
            Crc32C.Compute(destination[..SealedHeaderBytes])
        );
    }

    /// <summary>When the backup of a header was begun.</summary>
    /// <exception cref="StorageException">It is no header of a backup, or of a newer release, or damaged.</exception>
    public static DateTimeOffset ReadHeader(ReadOnlySpan<byte> header, string path)
    {
        if (header.Length < HeaderBytes || !header.StartsWith(Magic))
        {
            throw BackupErrors.NoBackup(path);
        }
        int version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (version != Version)
        {
            throw BackupErrors.Newer(path, version);
        }
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(header[SealedHeaderBytes..]);
        uint found = Crc32C.Compute(header[..SealedHeaderBytes]);
        if (expected != 0 && expected != found)
        {
            throw CorruptionException.Checksum(path, 0, expected, found);
        }
        if (header[(SealedHeaderBytes + sizeof(uint))..].ContainsAnyExcept((byte)0))
        {
            throw new CorruptionException(path, SealedHeaderBytes, "zeros", "other bytes");
        }
        long milliseconds = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        long most = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        return milliseconds >= 0 && milliseconds <= most
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new CorruptionException(path, 16, "a time", "another number");
    }

    /// <summary>Writes the trailer.</summary>
    public static void WriteTrailer(
        Span<byte> destination,
        long offset,
        ReadOnlySpan<byte> contents
    )
    {
        BinaryPrimitives.WriteInt64LittleEndian(destination, offset);
        BinaryPrimitives.WriteInt64LittleEndian(destination[8..], contents.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], Crc32C.Compute(contents));
        BinaryPrimitives.WriteUInt32LittleEndian(
            destination[SealedTrailerBytes..],
            Crc32C.Compute(destination[..SealedTrailerBytes])
        );
        Magic.CopyTo(destination[24..]);
    }

    /// <summary>Where the contents stand, by a trailer.</summary>
    /// <exception cref="StorageException">It is none: the file was cut, or is no backup.</exception>
    public static (long Offset, int Length, uint Checksum) ReadTrailer(
        ReadOnlySpan<byte> trailer,
        long fileLength,
        string path
    )
    {
        uint checksum = Crc32C.Compute(trailer[..SealedTrailerBytes]);
        long offset = BinaryPrimitives.ReadInt64LittleEndian(trailer);
        long length = BinaryPrimitives.ReadInt64LittleEndian(trailer[8..]);
        bool isValid =
            trailer[24..].SequenceEqual(Magic)
            && BinaryPrimitives.ReadUInt32LittleEndian(trailer[SealedTrailerBytes..]) == checksum
            && length is >= sizeof(int) and <= MaxContentsBytes
            && offset >= HeaderBytes
            && offset + length + TrailerBytes == fileLength;
        return isValid
            ? (offset, (int)length, BinaryPrimitives.ReadUInt32LittleEndian(trailer[16..]))
            : throw BackupErrors.NoBackup(path);
    }

    /// <summary>The contents as bytes.</summary>
    public static byte[] Encode(IReadOnlyList<BackedUpDatabase> databases)
    {
        var writer = new ManifestWriter();
        writer.Int(databases.Count);
        foreach (var database in databases)
        {
            writer.Text(database.Name);
            writer.Uuid(database.DatabaseId);
            writer.Uuid(database.LogId);
            writer.Long(database.Sequence);
            writer.Long(database.NodeCount);
            writer.Long(database.RelationshipCount);
            writer.Int(database.Files.Count);
            foreach (var file in database.Files)
            {
                writer.Text(file.Path);
                writer.Long(file.Offset);
                writer.Long(file.Length);
                writer.Int((int)file.Checksum);
            }
        }
        return writer.ToArray();
    }

    /// <summary>Reads contents, whose checksum was verified. The files stand one behind the other from the header to the contents.</summary>
    /// <exception cref="CorruptionException">They are not what this format has.</exception>
    public static IReadOnlyList<BackedUpDatabase> Decode(
        ReadOnlySpan<byte> bytes,
        string path,
        long offset
    )
    {
        var reader = new ManifestReader(bytes, path, 0);
        var databases = new BackedUpDatabase[reader.Count(LeastDatabaseBytes)];
        long position = HeaderBytes;
        for (int i = 0; i < databases.Length; i++)
        {
            databases[i] = new BackedUpDatabase
            {
                Name = reader.Text(),
                DatabaseId = reader.Uuid(),
                LogId = reader.Uuid(),
                Sequence = reader.Long(),
                NodeCount = reader.Long(),
                RelationshipCount = reader.Long(),
                Files = ReadFiles(ref reader, path, ref position),
            };
        }
        reader.ExpectEnd();
        return position == offset
            ? databases
            : throw new CorruptionException(path, offset, "files up to the contents", "a gap");
    }

    private static BackedUpFile[] ReadFiles(
        ref ManifestReader reader,
        string path,
        ref long position
    )
    {
        var files = new BackedUpFile[reader.Count(LeastFileBytes)];
        for (int i = 0; i < files.Length; i++)
        {
            var file = new BackedUpFile(
                reader.Text(),
                reader.Long(),
                reader.Long(),
                (uint)reader.Int()
            );
            if (file.Offset != position || file.Length < 0 || !BackedUpPaths.IsValid(file.Path))
            {
                throw new CorruptionException(path, position, "the next file", file.Path);
            }
            position += file.Length;
            files[i] = file;
        }
        return files;
    }
}
