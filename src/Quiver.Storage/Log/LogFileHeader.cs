using System.Buffers.Binary;
using System.Globalization;
using Quiver.Foundation.Checksums;

namespace Quiver.Storage.Log;

/// <summary>The beginning of a log file. It is written only when all that the files before hold is durable.</summary>
/// <remarks>
/// <code>
/// 0   u8×8  "QUIVERLG"
/// 8   u32   format version: 1; u32 zero
/// 16  uuid  log, big endian
/// 32  i64   number of the file, from 1
/// 40  i64   sequence number of the newest record in the files before; 0 for none
/// 48  u64   link: the hash of that record
/// 56  u32   zero
/// 60  u32   CRC-32C of bytes 0 to 59
/// 64  records
/// </code>
/// </remarks>
/// <param name="LogId">The log.</param>
/// <param name="Number">The file's number.</param>
/// <param name="Sequence">The newest record in the files before.</param>
/// <param name="Link">That record's hash.</param>
internal readonly record struct LogFileHeader(Guid LogId, long Number, long Sequence, ulong Link)
{
    /// <summary>Its length in bytes.</summary>
    public const int Bytes = 64;

    /// <summary>The version that this release writes.</summary>
    public const int Version = 1;

    private const string Prefix = "commit-";
    private const string Suffix = ".qlg";

    private static ReadOnlySpan<byte> Magic => "QUIVERLG"u8;

    /// <summary>The name of the file of a number.</summary>
    public static string NameOf(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D8}{Suffix}");

    /// <summary>The number in a file's name; false when it is not a log file's.</summary>
    public static bool TryParseName(string name, out long number)
    {
        number = 0;
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.EndsWith(Suffix, StringComparison.Ordinal)
            && long.TryParse(
                name.AsSpan(Prefix.Length, name.Length - Prefix.Length - Suffix.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out number
            )
            && name == NameOf(number);
    }

    /// <summary>Writes the header.</summary>
    public void Write(Span<byte> destination)
    {
        destination[..Bytes].Clear();
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteInt32LittleEndian(destination[8..], Version);
        LogId.TryWriteBytes(destination[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(destination[32..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(destination[40..], Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[48..], Link);
        uint checksum = Crc32C.Compute(destination[..60]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[60..], checksum);
    }

    /// <summary>Reads a header; false when it is not whole.</summary>
    /// <exception cref="StorageException">A newer release wrote it.</exception>
    public static bool TryRead(ReadOnlySpan<byte> source, string path, out LogFileHeader header)
    {
        header = default;
        if (
            source.Length < Bytes
            || !source.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(source[60..]) != Crc32C.Compute(source[..60])
        )
        {
            return false;
        }
        int version = BinaryPrimitives.ReadInt32LittleEndian(source[8..]);
        if (version > Version)
        {
            throw LogErrors.Newer(path, version);
        }
        header = new(
            new Guid(source[16..32], bigEndian: true),
            BinaryPrimitives.ReadInt64LittleEndian(source[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[40..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[48..])
        );
        return version == Version;
    }
}
