using System.Numerics;
using System.Runtime.CompilerServices;

namespace Quiver.Storage.Delta;

/// <summary>Answers at once, for most ids, that a change run does not touch them.</summary>
/// <remarks>
/// Two bits in one word of a table of at least sixteen bits an id: about one in fifty foreign ids passes and is then looked up. Immutable after filling.
/// </remarks>
internal sealed class IdFilter
{
    private const int BitsPerId = 16;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly ulong[] _bits;
    private readonly int _shift;

    /// <summary>Makes an empty filter for about so many ids.</summary>
    public IdFilter(int count)
    {
        ulong words = BitOperations.RoundUpToPowerOf2(
            (ulong)Math.Max(2, count * (long)BitsPerId / 64)
        );
        _bits = new ulong[words];
        _shift = 64 - BitOperations.Log2(words);
    }

    /// <summary>Adds an id.</summary>
    public void Add(long id)
    {
        ulong hash = (ulong)id * Multiplier;
        _bits[hash >> _shift] |= MaskOf(hash);
    }

    /// <summary>Whether the id may have been added; never false for one that was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayContain(long id)
    {
        ulong hash = (ulong)id * Multiplier;
        ulong mask = MaskOf(hash);
        return (_bits[hash >> _shift] & mask) == mask;
    }

    // The word is chosen by the highest bits of the hash; these are from its middle, which depends on all lower bits of the id.
    private static ulong MaskOf(ulong hash) =>
        (1UL << (int)(hash >> 24 & 63)) | (1UL << (int)(hash >> 30 & 63));
}
