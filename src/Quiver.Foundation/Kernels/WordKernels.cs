using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>Whether each word is its predecessor plus one.</summary>
    public static bool AreConsecutive(ReadOnlySpan<long> words)
    {
        if (words.Length < 2 || words[^1] - words[0] != words.Length - 1)
        {
            return words.Length == 1;
        }
        for (int i = 1; i < words.Length; i++)
        {
            if (words[i] != words[i - 1] + 1)
            {
                return false;
            }
        }
        return true;
    }
}
