using System.Numerics;
using System.Runtime.InteropServices;

namespace Quiver.Foundation.Checksums;

/// <summary>
/// CRC-32C (Castagnoli, as in iSCSI and RFC 3720): what every block on disk carries. Uses the processor's instruction.
/// </summary>
/// <remarks>
/// The instruction takes three cycles to deliver but a new one can start every cycle, so long inputs are cut into three
/// streams that advance together; the streams' values are then joined by "appending zeros" to a checksum, which is a
/// multiplication in GF(2) and is looked up in tables (the method of Mark Adler's crc32c.c).
/// </remarks>
public static class Crc32C
{
    private const uint Polynomial = 0x82F63B78;
    private const int LongStreamBytes = 8192;
    private const int ShortStreamBytes = 256;

    private static readonly uint[] AppendLongZeros = ZerosTable(LongStreamBytes);
    private static readonly uint[] AppendShortZeros = ZerosTable(ShortStreamBytes);

    /// <summary>The checksum of the bytes.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of what <paramref name="checksum"/> was computed of, followed by the bytes.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint crc = ~checksum;
        crc = AppendStreams(crc, ref bytes, LongStreamBytes, AppendLongZeros);
        crc = AppendStreams(crc, ref bytes, ShortStreamBytes, AppendShortZeros);
        return ~AppendScalar(crc, bytes);
    }

    /// <summary>The checksum of two stretches of bytes, one behind the other, of which each one's is known.</summary>
    /// <param name="first">That of the first stretch.</param>
    /// <param name="second">That of the second stretch.</param>
    /// <param name="secondBytes">How long the second stretch is.</param>
    public static uint Combine(uint first, uint second, long secondBytes)
    {
        // What appending a zero byte makes of the 32 single bits; squared, of two, four … of them.
        Span<uint> images = stackalloc uint[32];
        Span<uint> squared = stackalloc uint[32];
        for (int bit = 0; bit < images.Length; bit++)
        {
            images[bit] = BitOperations.Crc32C(1u << bit, (byte)0);
        }
        for (long rest = secondBytes; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                first = Image(images, first);
            }
            for (int bit = 0; bit < images.Length; bit++)
            {
                squared[bit] = Image(images, images[bit]);
            }
            squared.CopyTo(images);
        }
        return first ^ second;
    }

    /// <summary>What becomes of a register, of which it is known what becomes of the single bits.</summary>
    private static uint Image(ReadOnlySpan<uint> images, uint register)
    {
        uint image = 0;
        for (; register != 0; register &= register - 1)
        {
            image ^= images[BitOperations.TrailingZeroCount(register)];
        }
        return image;
    }

    /// <summary>The same by the definition, bit by bit: what the tests hold the fast form against.</summary>
    internal static uint ComputeByDefinition(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~0u;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? Polynomial : 0);
            }
        }
        return ~crc;
    }

    private static uint AppendStreams(
        uint crc,
        ref ReadOnlySpan<byte> bytes,
        int streamBytes,
        uint[] zeros
    )
    {
        while (bytes.Length >= 3 * streamBytes)
        {
            var first = MemoryMarshal.Cast<byte, ulong>(bytes[..streamBytes]);
            var second = MemoryMarshal.Cast<byte, ulong>(
                bytes.Slice(streamBytes, first.Length * 8)
            );
            var third = MemoryMarshal.Cast<byte, ulong>(
                bytes.Slice(2 * streamBytes, first.Length * 8)
            );
            uint crc2 = 0;
            uint crc3 = 0;
            for (int i = 0; i < first.Length && i < second.Length && i < third.Length; i++)
            {
                crc = BitOperations.Crc32C(crc, first[i]);
                crc2 = BitOperations.Crc32C(crc2, second[i]);
                crc3 = BitOperations.Crc32C(crc3, third[i]);
            }
            crc = Shift(zeros, crc) ^ crc2;
            crc = Shift(zeros, crc) ^ crc3;
            bytes = bytes[(3 * streamBytes)..];
        }
        return crc;
    }

    private static uint AppendScalar(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = BitOperations.Crc32C(crc, word);
        }
        foreach (byte b in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, b);
        }
        return crc;
    }

    private static uint Shift(uint[] zeros, uint crc) =>
        zeros[crc & 0xFF]
        ^ zeros[0x100 + (crc >> 8 & 0xFF)]
        ^ zeros[0x200 + (crc >> 16 & 0xFF)]
        ^ zeros[0x300 + (crc >> 24)];

    /// <summary>For each byte value at each of the four places: the checksum register after so many zero bytes.</summary>
    private static uint[] ZerosTable(int zeroBytes)
    {
        // The register is linear in its bits, so the images of the 32 single bits give all others.
        Span<uint> images = stackalloc uint[32];
        for (int bit = 0; bit < 32; bit++)
        {
            uint crc = 1u << bit;
            for (int word = 0; word < zeroBytes / sizeof(ulong); word++)
            {
                crc = BitOperations.Crc32C(crc, 0ul);
            }
            images[bit] = crc;
        }
        var table = new uint[4 * 256];
        for (int i = 0; i < table.Length; i++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                table[i] ^= (i >> bit & 1) != 0 ? images[(i >> 8) * 8 + bit] : 0;
            }
        }
        return table;
    }
}
