using System.Numerics;
using System.Runtime.CompilerServices;

namespace Quiver.Storage.Delta;

/// <summary>Answers at once, for most ids, that a change run does not touch them.</summary>
/// <remarks>
/// Two bits in one word of a table of at least sixteen bits an id: about one in fifty foreign ids passes and is then looked up. Where the ids lie so close together that a bit for each
/// between the first and the last takes no more, these bits: then none passes, and what is asked for together lies together. Immutable after filling.
/// </remarks>
internal sealed class IdFilter
{
    private const int BitsPerId = 16;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly ulong[] _bits;
    private readonly int _shift;

    // Of a filter with a bit for each id: the first id, and how many there may be from it on.
    private readonly long _first;
    private readonly ulong _span;

    /// <summary>Makes an empty filter for about so many ids within known bounds.</summary>
    /// <param name="count">How many ids.</param>
    /// <param name="first">The least of them.</param>
    /// <param name="last">The greatest of them.</param>
    public IdFilter(int count, long first, long last)
    {
        ulong span = (ulong)(last - first) + 1;
        if (count == 0 || first < 0 || span > (ulong)count * BitsPerId)
        {
            (_bits, _shift) = Table(count);
            return;
        }
        _first = first;
        _span = span;
        _bits = new ulong[(span + 63) / 64];
    }

    /// <summary>Makes an empty filter for about so many ids.</summary>
    public IdFilter(int count) => (_bits, _shift) = Table(count);

    private static (ulong[] Bits, int Shift) Table(int count)
    {
        ulong words = BitOperations.RoundUpToPowerOf2(
            (ulong)Math.Max(2, count * (long)BitsPerId / 64)
        );
        return (new ulong[words], 64 - BitOperations.Log2(words));
    }

    /// <summary>Adds an id.</summary>
    public void Add(long id)
    {
        if (_span > 0)
        {
            ulong place = (ulong)(id - _first);
            _bits[place >> 6] |= 1UL << (int)(place & 63);
            return;
        }
        ulong hash = (ulong)id * Multiplier;
        _bits[hash >> _shift] |= MaskOf(hash);
    }

    /// <summary>Whether the id may have been added; never false for one that was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayContain(long id)
    {
        if (_span > 0)
        {
            ulong place = (ulong)(id - _first);
            return place < _span && (_bits[place >> 6] >> (int)(place & 63) & 1) != 0;
        }
        ulong hash = (ulong)id * Multiplier;
        ulong mask = MaskOf(hash);
        return (_bits[hash >> _shift] & mask) == mask;
    }

    // The word is chosen by the highest bits of the hash; these are from its middle, which depends on all lower bits of the id.
    private static ulong MaskOf(ulong hash) =>
        (1UL << (int)(hash >> 24 & 63)) | (1UL << (int)(hash >> 30 & 63));
}
