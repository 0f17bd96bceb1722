using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quiver.Foundation.Kernels;

/// <summary>Single passes over columns of 64-bit words.</summary>
public static class WordKernels
{
    /// <summary>The smallest and largest word and the number of runs of equal words. The span is not empty.</summary>
    public static (long Min, long Max, int Runs) Survey(ReadOnlySpan<long> words)
    {
        Invariant.Assert(!words.IsEmpty);
        int lanes = Vector256<long>.Count;
        if (!Vector256.IsHardwareAccelerated || words.Length < 2 * lanes)
        {
            return SurveyScalar(words);
        }
        ref long first = ref MemoryMarshal.GetReference(words);
        var min = Vector256.LoadUnsafe(ref first);
        var max = min;
        var same = Vector256<long>.Zero;
        int last = words.Length - 1 - lanes;
        int i = 0;
        for (; i <= last; i += lanes)
        {
            var current = Vector256.LoadUnsafe(ref first, (nuint)i);
            min = Vector256.Min(min, current);
            max = Vector256.Max(max, current);
            // Equal lanes are all ones, that is minus one.
            same -= Vector256.Equals(current, Vector256.LoadUnsafe(ref first, (nuint)i + 1));
        }
        var (tailMin, tailMax, tailRuns) = SurveyScalar(words[i..]);
        for (int lane = 0; lane < lanes; lane++)
        {
            tailMin = Math.Min(tailMin, min[lane]);
            tailMax = Math.Max(tailMax, max[lane]);
        }
        return (tailMin, tailMax, i - (int)Vector256.Sum(same) + tailRuns);
    }

    /// <summary>The same one by one: the reference that the vector form is tested against.</summary>
    internal static (long Min, long Max, int Runs) SurveyScalar(ReadOnlySpan<long> words)
    {
        long min = words[0];
        long max = words[0];
        int runs = 1;
        for (int i = 1; i < words.Length; i++)
        {
            min = Math.Min(min, words[i]);
            max = Math.Max(max, words[i]);
            runs += words[i] != words[i - 1] ? 1 : 0;
        }
        return (min, max, runs);
    }

    /// <summary>Whether each word is its predecessor plus one; false of none.</summary>
    public static bool AreConsecutive(ReadOnlySpan<long> words)
    {
        if (words.Length < 2 || words[^1] - words[0] != words.Length - 1)
        {
            return words.Length == 1;
        }
        ref long start = ref MemoryMarshal.GetReference(words);
        int lanes = Vector256<long>.Count;
        var expected = Vector256.CreateSequence(start, 1);
        var next = Vector256.Create((long)lanes);
        int i = 0;
        for (; i <= words.Length - 2 * lanes; i += 2 * lanes)
        {
            var low = Vector256.LoadUnsafe(ref start, (nuint)i) ^ expected;
            expected += next;
            var high = Vector256.LoadUnsafe(ref start, (nuint)(i + lanes)) ^ expected;
            expected += next;
            if ((low | high) != Vector256<long>.Zero)
            {
                return false;
            }
        }
        for (; i < words.Length; i++)
        {
            if (words[i] != words[0] + i)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Fills a span with a word and those that follow it, each one more.</summary>
    public static void FillConsecutive(Span<long> words, long first)
    {
        ref long start = ref MemoryMarshal.GetReference(words);
        int lanes = Vector256<long>.Count;
        var low = Vector256.CreateSequence(first, 1);
        var high = low + Vector256.Create((long)lanes);
        var next = Vector256.Create(2L * lanes);
        int i = 0;
        for (; i <= words.Length - 2 * lanes; i += 2 * lanes)
        {
            low.StoreUnsafe(ref start, (nuint)i);
            high.StoreUnsafe(ref start, (nuint)(i + lanes));
            low += next;
            high += next;
        }
        for (; i < words.Length; i++)
        {
            words[i] = first + i;
        }
    }

    /// <summary>Whether each word is the number of a bit that is set in a mask, 0 being the lowest.</summary>
    public static bool AreBitsOf(ReadOnlySpan<long> words, ulong mask)
    {
        int i = 0;
        if (Avx2.IsSupported)
        {
            ref long start = ref MemoryMarshal.GetReference(words);
            int lanes = Vector256<long>.Count;
            var masks = Vector256.Create(mask);
            var all = Vector256<ulong>.One;
            for (; i <= words.Length - lanes; i += lanes)
            {
                // A shift by 64 or more leaves nothing.
                var numbers = Vector256.LoadUnsafe(ref start, (nuint)i).AsUInt64();
                all &= Avx2.ShiftRightLogicalVariable(masks, numbers);
            }
            if (all != Vector256<ulong>.One)
            {
                return false;
            }
        }
        for (; i < words.Length; i++)
        {
            if ((ulong)words[i] > 63 || ((mask >> (int)words[i]) & 1) == 0)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>How many words at the front have the same bits as the first, but for some of the lowest; 0 of none.</summary>
    public static int CountInBlock(ReadOnlySpan<long> words, int lowBits)
    {
        if (words.IsEmpty)
        {
            return 0;
        }
        ref long start = ref MemoryMarshal.GetReference(words);
        int lanes = Vector256<long>.Count;
        var first = Vector256.Create(start);
        var high = Vector256.Create(-1L << lowBits);
        int i = 0;
        for (; i <= words.Length - 2 * lanes; i += 2 * lanes)
        {
            var differing =
                (Vector256.LoadUnsafe(ref start, (nuint)i) ^ first)
                | (Vector256.LoadUnsafe(ref start, (nuint)(i + lanes)) ^ first);
            if ((differing & high) != Vector256<long>.Zero)
            {
                break;
            }
        }
        while (i < words.Length && words[i] >> lowBits == words[0] >> lowBits)
        {
            i++;
        }
        return i;
    }

    /// <summary>Puts the places of the words that are at least a bound, or at most it, at the front of a span; gives how many.</summary>
    /// <param name="words">The words.</param>
    /// <param name="bound">The bound.</param>
    /// <param name="isLeast">Whether the bound is the least word wanted, not the greatest.</param>
    /// <param name="places">Has room for all places.</param>
    public static int SelectWithin(
        ReadOnlySpan<long> words,
        long bound,
        bool isLeast,
        Span<int> places
    )
    {
        int count = 0;
        int i = 0;
        var bounds = Vector256.Create(bound);
        for (; i <= words.Length - Vector256<long>.Count; i += Vector256<long>.Count)
        {
            var four = Vector256.Create(words[i..]);
            var within = isLeast
                ? Vector256.GreaterThanOrEqual(four, bounds)
                : Vector256.LessThanOrEqual(four, bounds);
            for (uint bits = within.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                places[count++] = i + BitOperations.TrailingZeroCount(bits);
            }
        }
        for (; i < words.Length; i++)
        {
            places[count] = i;
            count += (isLeast ? words[i] >= bound : words[i] <= bound) ? 1 : 0;
        }
        return count;
    }

    /// <summary>Copies the lower half of each word; gives all words' bits together.</summary>
    /// <param name="words">The words.</param>
    /// <param name="halves">Where to; at least as long.</param>
    public static ulong Narrow(ReadOnlySpan<long> words, Span<int> halves)
    {
        halves = halves[..words.Length];
        var all = Vector256<long>.Zero;
        int i = 0;
        for (; i <= words.Length - 8; i += 8)
        {
            var low = Vector256.Create(words[i..]);
            var high = Vector256.Create(words[(i + 4)..]);
            all |= low | high;
            Vector256.Narrow(low, high).CopyTo(halves[i..]);
        }
        long bits = 0;
        for (int lane = 0; lane < Vector256<long>.Count; lane++)
        {
            bits |= all[lane];
        }
        for (; i < words.Length; i++)
        {
            bits |= words[i];
            halves[i] = (int)words[i];
        }
        return (ulong)bits;
    }
}
