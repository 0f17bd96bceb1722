namespace Quiver.Storage.Indexes;

/// <summary>Sorts the words of <see cref="GramSorter"/> by their sequence of three bytes, in two counting passes. What has one sequence keeps its order.</summary>
internal static class GramRadix
{
    private const int DigitBits = 12;
    private const int DigitCount = 1 << DigitBits;
    private const ulong DigitMask = DigitCount - 1;

    /// <summary>Below it comparing costs less than clearing the counters.</summary>
    private const int FewWords = 2048;

    /// <summary>Sorts words; those of one sequence must ascend already.</summary>
    /// <param name="words">The words.</param>
    /// <param name="scratch">Room for as many.</param>
    public static void Sort(Span<ulong> words, Span<ulong> scratch)
    {
        if (words.Length < FewWords)
        {
            words.Sort();
            return;
        }
        Span<int> low = stackalloc int[DigitCount];
        Span<int> high = stackalloc int[DigitCount];
        low.Clear();
        high.Clear();
        foreach (ulong word in words)
        {
            low[(int)((word >> GramSorter.IdBits) & DigitMask)]++;
            high[(int)(word >> (GramSorter.IdBits + DigitBits))]++;
        }
        ToPositions(low);
        ToPositions(high);
        foreach (ulong word in words)
        {
            scratch[low[(int)((word >> GramSorter.IdBits) & DigitMask)]++] = word;
        }
        foreach (ulong word in scratch[..words.Length])
        {
            words[high[(int)(word >> (GramSorter.IdBits + DigitBits))]++] = word;
        }
    }

    private static void ToPositions(Span<int> counts)
    {
        int position = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            int count = counts[i];
            counts[i] = position;
            position += count;
        }
    }
}
