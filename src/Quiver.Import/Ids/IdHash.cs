using System.Runtime.CompilerServices;

namespace Quiver.Import.Ids;

/// <summary>
/// The hash of external ids: seeded anew in each process, so that no input can aim at collisions, and kept with what is written to files. No result depends on it.
/// </summary>
/// <remarks>
/// Integers are only mixed, by steps that can each be undone: equal hashes mean equal integers. Unsafe: words are read only where as many bytes remain.
/// </remarks>
/// <param name="Seed">What makes it differ from process to process.</param>
/// <param name="TextMask">The bits of a text's hash that count: all but in tests, which want collisions.</param>
internal readonly unsafe record struct IdHash(ulong Seed, ulong TextMask = ulong.MaxValue)
{
    private const ulong First = 0xBF58476D1CE4E5B9;
    private const ulong Second = 0x94D049BB133111EB;

    /// <summary>The process's own.</summary>
    public static readonly IdHash OfProcess = new((ulong)Random.Shared.NextInt64());

    /// <summary>The hash of an integer, whose high bits are the best.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(long id)
    {
        ulong hash = ((ulong)id ^ Seed) * First;
        hash ^= hash >> 32;
        return hash * Second;
    }

    /// <summary>The hash of a text: eight bytes a step, folded by a 128-bit product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(byte* text, int length)
    {
        ulong hash = Seed ^ ((ulong)length * First);
        ulong rest = 0;
        if (length >= sizeof(ulong))
        {
            // The last word may overlap the one before it: the length is part of the hash.
            byte* last = text + length - sizeof(ulong);
            for (; text < last; text += sizeof(ulong))
            {
                hash = Fold(hash ^ Unsafe.ReadUnaligned<ulong>(text));
            }
            rest = Unsafe.ReadUnaligned<ulong>(last);
        }
        else if (length >= sizeof(uint))
        {
            rest =
                Unsafe.ReadUnaligned<uint>(text)
                | ((ulong)Unsafe.ReadUnaligned<uint>(text + length - sizeof(uint)) << 32);
        }
        else
        {
            for (int i = 0; i < length; i++)
            {
                rest |= (ulong)text[i] << (i * 8);
            }
        }
        return (Fold(hash ^ rest) * Second) & TextMask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong value)
    {
        ulong high = Math.BigMul(value, Second, out ulong low);
        return high ^ low;
    }
}
