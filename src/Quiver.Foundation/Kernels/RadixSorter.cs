using System.Numerics;
using System.Runtime.CompilerServices;

namespace Quiver.Foundation.Kernels;

/// <summary>
/// Sorts words, alone or each with a number that goes along, by counting their digits: without comparisons. Long lists are parted by the highest digit until the parts fit a
/// processor's cache; these are sorted from the lowest digit on. What is equal keeps its order. Holds room for the longest list so far (8 bytes a word, and 4 a number); not thread safe.
/// </summary>
public sealed class RadixSorter
{
    private const int DigitBits = 8;
    private const int DigitCount = 1 << DigitBits;
    private const int WordBits = 64;
    private const int FewWords = 32;

    /// <summary>Words and numbers of twice so many lie in the second cache of any processor.</summary>
    private const int CachedWords = 1 << 13;

    private ulong[] _words = [];
    private int[] _numbers = [];

    /// <summary>Sorts words ascending.</summary>
    public void Sort(Span<ulong> words)
    {
        Reserve(words.Length, 0);
        Sort(words, [], _words, [], isElsewhere: false);
    }

    /// <summary>Sorts words ascending.</summary>
    /// <param name="words">The words.</param>
    /// <param name="numbers">As many numbers.</param>
    public void Sort(Span<ulong> words, Span<int> numbers)
    {
        Invariant.Assert(words.Length == numbers.Length);
        Reserve(words.Length, numbers.Length);
        Sort(words, numbers, _words, _numbers, isElsewhere: false);
    }

    private void Reserve(int words, int numbers)
    {
        if (_words.Length < words && words > FewWords)
        {
            _words = GC.AllocateUninitializedArray<ulong>(words);
        }
        if (_numbers.Length < numbers && numbers > FewWords)
        {
            _numbers = GC.AllocateUninitializedArray<int>(numbers);
        }
    }

    // Where words go alone there are no numbers to take a part of.
    private static Span<int> Part(Span<int> numbers, int from, int to) =>
        numbers.IsEmpty ? [] : numbers[from..to];

    /// <summary>Sorts words where they are, or from there to elsewhere; the other place is overwritten.</summary>
    private static void Sort(
        Span<ulong> words,
        Span<int> numbers,
        Span<ulong> otherWords,
        Span<int> otherNumbers,
        bool isElsewhere
    )
    {
        ulong different = words.Length <= FewWords ? 0 : DifferentBits(words);
        if (different == 0)
        {
            Insert(words, numbers);
        }
        else if (words.Length > CachedWords)
        {
            SortParts(words, numbers, otherWords, otherNumbers, different, isElsewhere);
            return;
        }
        Span<int> places = stackalloc int[DigitCount];
        while (different != 0)
        {
            // Digits in which all words are alike take no pass.
            int shift = BitOperations.TrailingZeroCount(different);
            Scatter(words, numbers, otherWords, otherNumbers, shift, places);
            int rest = shift + DigitBits;
            different &= rest < WordBits ? ulong.MaxValue << rest : 0;
            isElsewhere = !isElsewhere;
            var freeWords = words;
            var freeNumbers = numbers;
            words = otherWords[..words.Length];
            numbers = Part(otherNumbers, 0, words.Length);
            otherWords = freeWords;
            otherNumbers = freeNumbers;
        }
        if (isElsewhere)
        {
            words.CopyTo(otherWords);
            numbers.CopyTo(otherNumbers);
        }
    }

    /// <summary>Parts words by their highest digit that differs, and sorts the parts.</summary>
    private static void SortParts(
        Span<ulong> words,
        Span<int> numbers,
        Span<ulong> otherWords,
        Span<int> otherNumbers,
        ulong different,
        bool isElsewhere
    )
    {
        int shift = Math.Max(0, WordBits - BitOperations.LeadingZeroCount(different) - DigitBits);
        Span<int> ends = stackalloc int[DigitCount];
        Scatter(words, numbers, otherWords, otherNumbers, shift, ends);
        int from = 0;
        foreach (int to in ends)
        {
            Sort(
                otherWords[from..to],
                Part(otherNumbers, from, to),
                words[from..to],
                Part(numbers, from, to),
                !isElsewhere
            );
            from = to;
        }
    }

    private static ulong DifferentBits(ReadOnlySpan<ulong> words)
    {
        ulong first = words[0];
        ulong different = 0;
        foreach (ulong word in words)
        {
            different |= word ^ first;
        }
        return different;
    }

    /// <summary>Puts words elsewhere in the order of a digit; <paramref name="places"/> gets where the words of each end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(
        ReadOnlySpan<ulong> words,
        ReadOnlySpan<int> numbers,
        Span<ulong> toWords,
        Span<int> toNumbers,
        int shift,
        Span<int> places
    )
    {
        places.Clear();
        foreach (ulong word in words)
        {
            places[(byte)(word >> shift)]++;
        }
        int place = 0;
        foreach (ref int count in places)
        {
            (count, place) = (place, place + count);
        }
        if (numbers.IsEmpty)
        {
            foreach (ulong word in words)
            {
                toWords[places[(byte)(word >> shift)]++] = word;
            }
            return;
        }
        for (int i = 0; i < words.Length; i++)
        {
            ulong word = words[i];
            int to = places[(byte)(word >> shift)]++;
            toWords[to] = word;
            toNumbers[to] = numbers[i];
        }
    }

    private static void Insert(Span<ulong> words, Span<int> numbers)
    {
        if (numbers.IsEmpty)
        {
            // More than few come only when they are all alike.
            if (words.Length <= FewWords)
            {
                words.Sort();
            }
            return;
        }
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
