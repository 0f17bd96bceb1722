using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Quiver.Foundation.Checksums;

namespace Quiver.Storage.Log;

/// <summary>What stands before a record's body.</summary>
/// <remarks>
/// <code>
/// 0   u32   "QREC"
/// 4   u8    kind: 0 batch, 1 commit, 2 generation published, 3 ids reserved; u8×3 zero
/// 8   uuid  log, big endian
/// 24  i64   epoch
/// 32  i64   sequence number; a batch has that of the record before
/// 40  u64   link: the first 8 bytes of SHA-256 over the 64 bytes of the header before, which hold the checksum of its body
/// 48  i32   length of the body in bytes
/// 52  u32   CRC-32C of the body
/// 56  u32   zero
/// 60  u32   CRC-32C of bytes 0 to 59
/// 64  the body, then zeros up to a multiple of 8
/// </code>
/// </remarks>
/// <param name="Kind">What the record says.</param>
/// <param name="LogId">The log.</param>
/// <param name="Epoch">The writer's term.</param>
/// <param name="Sequence">The record's number.</param>
/// <param name="Link">The hash of the record before.</param>
/// <param name="BodyBytes">The body's length.</param>
/// <param name="BodyChecksum">The body's checksum.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogRecordHeader(
    LogRecordKind Kind,
    Guid LogId,
    long Epoch,
    long Sequence,
    ulong Link,
    int BodyBytes,
    uint BodyChecksum
)
{
    /// <summary>Its length in bytes.</summary>
    public const int Bytes = 64;

    /// <summary>What every record's offset is a multiple of.</summary>
    public const int Alignment = 8;

    private const uint Magic = 0x43455251;

    /// <summary>The record's length with header and padding.</summary>
    public long RecordBytes => LengthOf(BodyBytes);

    /// <summary>The length of a record with such a body.</summary>
    public static long LengthOf(int bodyBytes) =>
        Bytes + (((long)bodyBytes + Alignment - 1) & -Alignment);

    /// <summary>Writes the header and returns its hash, the link of the record behind it.</summary>
    public ulong Write(Span<byte> destination)
    {
        destination[..Bytes].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(destination, Magic);
        destination[4] = (byte)Kind;
        LogId.TryWriteBytes(destination[8..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(destination[24..], Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(destination[32..], Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[40..], Link);
        BinaryPrimitives.WriteInt32LittleEndian(destination[48..], BodyBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[52..], BodyChecksum);
        uint checksum = Crc32C.Compute(destination[..60]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[60..], checksum);
        return HashOf(destination[..Bytes]);
    }

    /// <summary>Reads a header; false when it is not whole.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out LogRecordHeader header)
    {
        header = default;
        if (
            source.Length < Bytes
            || BinaryPrimitives.ReadUInt32LittleEndian(source) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(source[60..]) != Crc32C.Compute(source[..60])
        )
        {
            return false;
        }
        header = new(
            (LogRecordKind)source[4],
            new Guid(source[8..24], bigEndian: true),
            BinaryPrimitives.ReadInt64LittleEndian(source[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[32..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[40..]),
            BinaryPrimitives.ReadInt32LittleEndian(source[48..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[52..])
        );
        return header.BodyBytes >= 0 && header.BodyBytes <= LogLimits.BodyBytes;
    }

    /// <summary>The hash of a header's bytes.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> header)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(header, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
