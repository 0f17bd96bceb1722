using System.Runtime.CompilerServices;

namespace Quiver.Import.Ids;

/// <summary>Hashes of external ids, seeded anew in each process so that no input can aim at collisions.</summary>
internal static unsafe class IdHash
{
    private const ulong First = 0xBF58476D1CE4E5B9;
    private const ulong Second = 0x94D049BB133111EB;

    /// <summary>The process's seed.</summary>
    public static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    /// <summary>A hash whose high bits are the best.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(long id, ulong seed)
    {
        ulong hash = ((ulong)id ^ seed) * First;
        hash ^= hash >> 32;
        return hash * Second;
    }

    /// <summary>A hash of text: eight bytes a step, folded by a 128-bit product.</summary>
    public static ulong Of(byte* text, int length, ulong seed)
    {
        ulong hash = seed ^ ((ulong)length * First);
        for (; length >= sizeof(ulong); length -= sizeof(ulong), text += sizeof(ulong))
        {
            hash = Fold(hash ^ Unsafe.ReadUnaligned<ulong>(text));
        }
        ulong rest = 0;
        for (int i = 0; i < length; i++)
        {
            rest |= (ulong)text[i] << (i * 8);
        }
        return Fold(hash ^ rest) * Second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong value)
    {
        ulong high = Math.BigMul(value, Second, out ulong low);
        return high ^ low;
    }
}
