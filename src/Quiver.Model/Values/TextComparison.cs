using System.Runtime.CompilerServices;

namespace Quiver.Model.Values;

/// <summary>The order of text: that of its UTF-8 bytes, which is also the order of its code points.</summary>
public static class TextComparison
{
    /// <summary>Compares UTF-8 text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.SequenceCompareTo(right);

    /// <summary>Compares .NET strings in the order that their UTF-8 forms have.</summary>
    public static int Compare(string left, string right)
    {
        int common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }
        char leftUnit = left[common];
        char rightUnit = right[common];
        // Surrogates stand for code points above U+FFFF, so they come after every other code unit.
        bool leftIsSurrogate = char.IsSurrogate(leftUnit);
        return leftIsSurrogate == char.IsSurrogate(rightUnit) ? leftUnit.CompareTo(rightUnit)
            : leftIsSurrogate ? 1
            : -1;
    }
}
