using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quiver.Foundation.Kernels;

/// <summary>
/// Unsigned integers of a fixed width in bits, one after another, least significant bit first; each is stored minus a base.
/// </summary>
/// <remarks>
/// <para>
/// Widths are 0 to 56 and 64: value i begins at bit i × width, so that one unaligned 64-bit load at its byte holds all of it. The packed area is
/// therefore followed by seven bytes or more that may be read (<see cref="AreaBytes"/> counts them).
/// </para>
/// <para>
/// Unsafe: reads and writes go through pointers because the areas are mapped files and native buffers. The caller guarantees
/// that the area has <see cref="AreaBytes"/> bytes for all indexes it uses; nothing else is read.
/// </para>
/// </remarks>
public static unsafe class PackedBits
{
    /// <summary>The widest that is not 64.</summary>
    public const int MaxPackedWidth = 56;

    private const int GroupValues = 8;

    /// <summary>The width that values from 0 to <paramref name="range"/> need.</summary>
    public static int WidthOf(ulong range)
    {
        int bits = 64 - BitOperations.LeadingZeroCount(range);
        return bits > MaxPackedWidth ? 64 : bits;
    }

    /// <summary>Whether areas can have the width.</summary>
    public static bool IsWidth(int width) => width is >= 0 and <= MaxPackedWidth or 64;

    /// <summary>The bytes of an area, its readable tail included; a multiple of 8.</summary>
    public static long AreaBytes(long count, int width) => (count * width + 63) / 64 * 8 + 8;

    /// <summary>Value number <paramref name="index"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Get(byte* area, long index, int width, ulong mask, long @base)
    {
        long bit = index * width;
        ulong word = Unsafe.ReadUnaligned<ulong>(area + (bit >> 3));
        return (long)((word >> (int)(bit & 7)) & mask) + @base;
    }

    /// <summary>The mask that leaves a value of the width.</summary>
    public static ulong MaskOf(int width) => width == 64 ? ulong.MaxValue : (1UL << width) - 1;

    /// <summary>Writes the values into an area and zeros its tail.</summary>
    public static void Pack(ReadOnlySpan<long> values, long @base, int width, byte* area)
    {
        byte* next = area;
        ulong pending = 0;
        int pendingBits = 0;
        if (width == 64)
        {
            foreach (long value in values)
            {
                Unsafe.WriteUnaligned(next, value - @base);
                next += sizeof(ulong);
            }
        }
        else if (width > 0)
        {
            foreach (long value in values)
            {
                ulong bits = (ulong)(value - @base);
                pending |= bits << pendingBits;
                pendingBits += width;
                if (pendingBits >= 64)
                {
                    Unsafe.WriteUnaligned(next, pending);
                    next += sizeof(ulong);
                    pendingBits -= 64;
                    // Shifting by the whole width would leave the value as it is: the processor takes shifts modulo 64.
                    pending = pendingBits == 0 ? 0 : bits >> (width - pendingBits);
                }
            }
        }
        if (pendingBits > 0)
        {
            Unsafe.WriteUnaligned(next, pending);
            next += sizeof(ulong);
        }
        Unsafe.WriteUnaligned(next, 0UL);
    }

    /// <summary>Reads consecutive values with the widest instructions there are.</summary>
    /// <param name="area">The area's first byte.</param>
    /// <param name="areaBytes">Its length: vectors stay inside it.</param>
    /// <param name="start">The first value's number.</param>
    /// <param name="packing">Width and base.</param>
    /// <param name="destination">Where to; its length is the count.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack(
        byte* area,
        long areaBytes,
        long start,
        (int Width, long Base) packing,
        Span<long> destination
    )
    {
        int width = packing.Width;
        if (!Avx2.IsSupported || width is 0 or 64 || destination.Length < 2 * GroupValues)
        {
            UnpackScalar(area, start, packing, destination);
            return;
        }
        // A group of eight values begins at a whole byte: values before the first group and after the last are read singly.
        int head = (int)(-start & (GroupValues - 1));
        UnpackScalar(area, start, packing, destination[..head]);
        int done =
            head
            + (
                Avx512Vbmi.IsSupported
                    ? UnpackGroups512(area, areaBytes, start + head, packing, destination[head..])
                    : UnpackGroups256(area, areaBytes, start + head, packing, destination[head..])
            );
        UnpackScalar(area, start + done, packing, destination[done..]);
    }

    /// <summary>Unpacks whole groups; gives how many values.</summary>
    private static int UnpackGroups512(
        byte* area,
        long areaBytes,
        long start,
        (int Width, long Base) packing,
        Span<long> destination
    )
    {
        int width = packing.Width;
        int done = 0;
        var shuffle = Vector512.LoadUnsafe(ref UnpackTables.Shuffles[width * 64]);
        var shifts = Vector512.LoadUnsafe(ref UnpackTables.Shifts[width * GroupValues]);
        var mask = Vector512.Create(MaskOf(width));
        var bases = Vector512.Create(packing.Base);
        byte* group = area + start / GroupValues * width;
        byte* lastGroup = area + areaBytes - Vector512<byte>.Count;
        fixed (long* target = destination)
        {
            while (done + GroupValues <= destination.Length && group <= lastGroup)
            {
                var bytes = Vector512.Load(group);
                var words = Avx512Vbmi.PermuteVar64x8(bytes, shuffle).AsUInt64();
                words = Avx512F.ShiftRightLogicalVariable(words, shifts) & mask;
                (words.AsInt64() + bases).Store(target + done);
                done += GroupValues;
                group += width;
            }
        }
        return done;
    }

    /// <summary>The same with vectors of half the length: each half of a vector is loaded where its two values begin.</summary>
    private static int UnpackGroups256(
        byte* area,
        long areaBytes,
        long start,
        (int Width, long Base) packing,
        Span<long> destination
    )
    {
        int width = packing.Width;
        int done = 0;
        var firstShuffle = Vector256.LoadUnsafe(ref UnpackTables.HalfShuffles[width * 64]);
        var lastShuffle = Vector256.LoadUnsafe(ref UnpackTables.HalfShuffles[width * 64 + 32]);
        var firstShifts = Vector256.LoadUnsafe(ref UnpackTables.Shifts[width * GroupValues]);
        var lastShifts = Vector256.LoadUnsafe(ref UnpackTables.Shifts[width * GroupValues + 4]);
        var mask = Vector256.Create(MaskOf(width));
        var bases = Vector256.Create(packing.Base);
        int second = 2 * width / 8;
        int third = 4 * width / 8;
        int fourth = 6 * width / 8;
        byte* group = area + start / GroupValues * width;
        byte* lastGroup = area + areaBytes - Vector128<byte>.Count - fourth;
        fixed (long* target = destination)
        {
            while (done + GroupValues <= destination.Length && group <= lastGroup)
            {
                var first = Vector256.Create(Vector128.Load(group), Vector128.Load(group + second));
                var last = Vector256.Create(
                    Vector128.Load(group + third),
                    Vector128.Load(group + fourth)
                );
                var low = Avx2.Shuffle(first, firstShuffle).AsUInt64();
                var high = Avx2.Shuffle(last, lastShuffle).AsUInt64();
                low = Avx2.ShiftRightLogicalVariable(low, firstShifts) & mask;
                high = Avx2.ShiftRightLogicalVariable(high, lastShifts) & mask;
                (low.AsInt64() + bases).Store(target + done);
                (high.AsInt64() + bases).Store(target + done + 4);
                done += GroupValues;
                group += width;
            }
        }
        return done;
    }

    /// <summary>The same one by one: the reference that the vector form is tested against.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void UnpackScalar(
        byte* area,
        long start,
        (int Width, long Base) packing,
        Span<long> destination
    )
    {
        ulong mask = MaskOf(packing.Width);
        long bit = start * packing.Width;
        for (int i = 0; i < destination.Length; i++)
        {
            ulong word = Unsafe.ReadUnaligned<ulong>(area + (bit >> 3));
            destination[i] = (long)((word >> (int)(bit & 7)) & mask) + packing.Base;
            bit += packing.Width;
        }
    }

    /// <summary>For each width which bytes of a group's 64 go into each value's word, and how far each word is shifted.</summary>
    private static class UnpackTables
    {
        public static readonly byte[] Shuffles = new byte[(MaxPackedWidth + 1) * 64];

        /// <summary>The same within 16 bytes that begin where the first of two neighbouring values does.</summary>
        public static readonly byte[] HalfShuffles = new byte[(MaxPackedWidth + 1) * 64];
        public static readonly ulong[] Shifts = new ulong[(MaxPackedWidth + 1) * GroupValues];

        static UnpackTables()
        {
            for (int width = 1; width <= MaxPackedWidth; width++)
            {
                for (int value = 0; value < GroupValues; value++)
                {
                    int firstByte = value * width / 8;
                    Shifts[width * GroupValues + value] = (ulong)(value * width % 8);
                    int pairByte = (value & ~1) * width / 8;
                    for (int i = 0; i < sizeof(ulong); i++)
                    {
                        int place = width * 64 + value * sizeof(ulong) + i;
                        Shuffles[place] = (byte)(firstByte + i);
                        HalfShuffles[place] = (byte)(firstByte - pairByte + i);
                    }
                }
            }
        }
    }
}
