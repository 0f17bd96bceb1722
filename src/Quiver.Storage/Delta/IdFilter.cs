using System.Numerics;

namespace Quiver.Storage.Delta;

/// <summary>Answers at once, for most ids, that a change run does not touch them.</summary>
/// <remarks>One bit of a table of at least eight bits an id: about one in eight foreign ids passes and is then looked up. Immutable after filling.</remarks>
internal sealed class IdFilter
{
    private const int BitsPerId = 8;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly ulong[] _bits;
    private readonly int _shift;

    /// <summary>Makes an empty filter for about so many ids.</summary>
    public IdFilter(int count)
    {
        ulong bits = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(64, count * (long)BitsPerId));
        _bits = new ulong[bits / 64];
        _shift = 64 - BitOperations.Log2(bits);
    }

    /// <summary>Adds an id.</summary>
    public void Add(long id)
    {
        ulong hash = (ulong)id * Multiplier >> _shift;
        _bits[hash >> 6] |= 1UL << (int)(hash & 63);
    }

    /// <summary>Whether the id may have been added; never false for one that was.</summary>
    public bool MayContain(long id)
    {
        ulong hash = (ulong)id * Multiplier >> _shift;
        return (_bits[hash >> 6] >> (int)(hash & 63) & 1) != 0;
    }
}
