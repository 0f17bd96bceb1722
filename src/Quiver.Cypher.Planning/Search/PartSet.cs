using System.Numerics;

namespace Quiver.Cypher.Planning.Search;

/// <summary>A set of the parts of a pattern, of which there are at most 128.</summary>
/// <param name="Low">Parts 0 to 63, a bit each.</param>
/// <param name="High">Parts 64 to 127.</param>
/// <remarks>Two words and no UInt128: methods in which that occurs are compiled at run time only, and the first query of a process would wait for all of the search.</remarks>
internal readonly record struct PartSet(ulong Low, ulong High)
{
    private const int WordBits = 64;

    /// <summary>No part.</summary>
    public static readonly PartSet None;

    /// <summary>How many parts.</summary>
    public int Count => BitOperations.PopCount(Low) + BitOperations.PopCount(High);

    /// <summary>The parts of either set.</summary>
    public static PartSet operator |(PartSet left, PartSet right) =>
        new(left.Low | right.Low, left.High | right.High);

    /// <summary>The parts of both sets.</summary>
    public static PartSet operator &(PartSet left, PartSet right) =>
        new(left.Low & right.Low, left.High & right.High);

    /// <summary>All other parts.</summary>
    public static PartSet operator ~(PartSet set) => new(~set.Low, ~set.High);

    /// <summary>One part.</summary>
    /// <param name="number">Its number, from 0 to 127.</param>
    public static PartSet Single(int number) =>
        number < WordBits ? new(1UL << number, 0) : new(0, 1UL << (number - WordBits));
}
