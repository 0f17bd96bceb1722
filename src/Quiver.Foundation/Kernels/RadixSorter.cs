using System.Numerics;

namespace Quiver.Foundation.Kernels;

/// <summary>
/// Sorts words, each with a number that goes along, by counting their digits from the lowest on: a few passes without comparisons. What is equal keeps its order. Holds
/// room for the longest list so far (12 bytes a word); not thread safe.
/// </summary>
public sealed class RadixSorter
{
    private const int DigitBits = 11;
    private const int DigitCount = 1 << DigitBits;
    private const int FewWords = 48;
    private const int WordBits = 64;

    private readonly int[] _places = new int[DigitCount];
    private ulong[] _words = [];
    private int[] _numbers = [];

    /// <summary>Sorts words ascending.</summary>
    /// <param name="words">The words.</param>
    /// <param name="numbers">As many numbers.</param>
    public void Sort(Span<ulong> words, Span<int> numbers)
    {
        Invariant.Assert(words.Length == numbers.Length);
        if (words.Length <= FewWords)
        {
            Insert(words, numbers);
            return;
        }
        ulong different = 0;
        foreach (ulong word in words)
        {
            different |= word ^ words[0];
        }
        if (_words.Length < words.Length)
        {
            _words = GC.AllocateUninitializedArray<ulong>(words.Length);
            _numbers = GC.AllocateUninitializedArray<int>(words.Length);
        }
        var fromWords = words;
        var fromNumbers = numbers;
        var toWords = _words.AsSpan(0, words.Length);
        var toNumbers = _numbers.AsSpan(0, words.Length);
        bool isMoved = false;
        while (different != 0)
        {
            // Digits in which all words are alike take no pass.
            int shift = BitOperations.TrailingZeroCount(different);
            Scatter(fromWords, fromNumbers, toWords, toNumbers, shift);
            int rest = shift + DigitBits;
            different &= rest < WordBits ? ulong.MaxValue << rest : 0;
            isMoved = !isMoved;
            var freeWords = fromWords;
            var freeNumbers = fromNumbers;
            fromWords = toWords;
            fromNumbers = toNumbers;
            toWords = freeWords;
            toNumbers = freeNumbers;
        }
        if (isMoved)
        {
            fromWords.CopyTo(words);
            fromNumbers.CopyTo(numbers);
        }
    }

    private void Scatter(
        ReadOnlySpan<ulong> words,
        ReadOnlySpan<int> numbers,
        Span<ulong> toWords,
        Span<int> toNumbers,
        int shift
    )
    {
        int[] places = _places;
        Array.Clear(places);
        foreach (ulong word in words)
        {
            places[(int)(word >> shift) & (DigitCount - 1)]++;
        }
        int place = 0;
        for (int digit = 0; digit < places.Length; digit++)
        {
            (places[digit], place) = (place, place + places[digit]);
        }
        for (int i = 0; i < words.Length; i++)
        {
            ulong word = words[i];
            int to = places[(int)(word >> shift) & (DigitCount - 1)]++;
            toWords[to] = word;
            toNumbers[to] = numbers[i];
        }
    }

    private static void Insert(Span<ulong> words, Span<int> numbers)
    {
        for (int i = 1; i < words.Length; i++)
        {
            var (word, number) = (words[i], numbers[i]);
            int at = i;
            for (; at > 0 && words[at - 1] > word; at--)
            {
                words[at] = words[at - 1];
                numbers[at] = numbers[at - 1];
            }
            words[at] = word;
            numbers[at] = number;
        }
    }
}
