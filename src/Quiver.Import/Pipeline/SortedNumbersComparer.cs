using System.Diagnostics.CodeAnalysis;

namespace Quiver.Import.Pipeline;

/// <summary>Compares lists of numbers by what they hold, so that dictionaries need no text of them.</summary>
internal sealed class SortedNumbersComparer : IEqualityComparer<int[]>
{
    /// <summary>The only one.</summary>
    public static SortedNumbersComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] int[] obj)
    {
        var hash = new HashCode();
        foreach (int number in obj)
        {
            hash.Add(number);
        }
        return hash.ToHashCode();
    }
}
