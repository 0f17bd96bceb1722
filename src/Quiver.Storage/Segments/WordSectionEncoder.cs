using Quiver.Foundation.Kernels;
using Quiver.Foundation.Memory;
using Quiver.Storage.Statistics;

namespace Quiver.Storage.Segments;

/// <summary>
/// Writes the word sections that <see cref="WordSection"/> reads, choosing the encoding after one vectorised pass: minimum, maximum
/// and runs per 1,024 words; a dictionary is tried only where a sample promises one. One per thread; its memory is reused.
/// </summary>
internal sealed unsafe class WordSectionEncoder
{
    /// <summary>Bytes of a run of equal words.</summary>
    internal const int RunBytes = sizeof(long) + sizeof(uint);
    private const int SampleSize = 512;
    private const int MaxSampleDistinct = 128;
    private const int MinDictionaryWords = 2048;

    private readonly WordDictionary _dictionary = new();
    private (long Min, long Max)[] _groups = new (long, long)[64];

    /// <summary>Writes a section.</summary>
    /// <param name="words">The words.</param>
    /// <param name="output">Where to.</param>
    /// <param name="directOnly">Only encodings that read any word with one load: what offsets and ids of adjacency need.</param>
    /// <param name="sketch">Takes note of the distinct words, when not null.</param>
    public void Encode(
        ReadOnlySpan<long> words,
        NativeBuffer output,
        bool directOnly = false,
        DistinctSketch? sketch = null
    )
    {
        if (words.IsEmpty)
        {
            WriteHeader(output, (WordEncoding.Constant, 0), 0, 0, (0, 0));
            return;
        }
        var (min, max, runs) = Survey(words);
        if (min == max)
        {
            sketch?.Add(min);
            WriteHeader(output, (WordEncoding.Constant, 0), words.Length, min, (0, 0));
            return;
        }
        int width = PackedBits.WidthOf((ulong)(max - min));
        long packedBytes = PackedBits.AreaBytes(words.Length, width);
        long groupedBytes = directOnly ? long.MaxValue : GroupedBytes(words.Length);
        long best = Math.Min(packedBytes, groupedBytes);
        if (!directOnly && (long)runs * RunBytes < best / 2)
        {
            sketch?.AddAll(words);
            WriteRuns(words, output);
        }
        else if (!directOnly && IsDictionaryWorth(words, width, best))
        {
            sketch?.AddAll(_dictionary.Sorted);
            WriteDictionary(words, output);
        }
        else
        {
            sketch?.AddAll(words);
            // A group costs a second load at every read, so it must save something.
            if (groupedBytes < packedBytes - packedBytes / 8)
            {
                WriteGroups(words, output);
            }
            else
            {
                WritePacked(words, (width, width == 64 ? 0 : min), output);
            }
        }
    }

    internal static void WriteHeader(
        NativeBuffer output,
        (WordEncoding Encoding, int Width) form,
        int count,
        long @base,
        (int Entries, long Bytes) payload
    )
    {
        if (payload.Bytes > BlockLimits.MaxBlockBytes)
        {
            throw BlockErrors.TooLarge("A sequence of words", payload.Bytes);
        }
        output.Write((int)form.Encoding | (form.Width << 8));
        output.Write(count);
        output.Write(@base);
        output.Write(payload.Entries);
        output.Write((int)payload.Bytes);
    }

    private (long Min, long Max, long Runs) Survey(ReadOnlySpan<long> words)
    {
        int groups = (words.Length + WordSection.GroupWords - 1) / WordSection.GroupWords;
        if (_groups.Length < groups)
        {
            _groups = new (long, long)[groups * 2];
        }
        long allMin = long.MaxValue;
        long allMax = long.MinValue;
        long allRuns = 0;
        for (int group = 0; group < groups; group++)
        {
            var (min, max, runs) = WordKernels.Survey(GroupOf(words, group));
            _groups[group] = (min, max);
            allMin = Math.Min(allMin, min);
            allMax = Math.Max(allMax, max);
            allRuns += runs;
        }
        return (allMin, allMax, allRuns);
    }

    private static ReadOnlySpan<long> GroupOf(ReadOnlySpan<long> words, int group)
    {
        int start = group * WordSection.GroupWords;
        return words.Slice(start, Math.Min(WordSection.GroupWords, words.Length - start));
    }

    private (int Width, long Base) GroupPacking(int group)
    {
        var (min, max) = _groups[group];
        int width = PackedBits.WidthOf((ulong)(max - min));
        return (width, width == 64 ? 0 : min);
    }

    private long GroupedBytes(int count)
    {
        long bytes = 0;
        for (int start = 0; start < count; start += WordSection.GroupWords)
        {
            int words = Math.Min(WordSection.GroupWords, count - start);
            bytes +=
                WordSection.GroupHeaderBytes
                + PackedBits.AreaBytes(words, GroupPacking(start / WordSection.GroupWords).Width);
        }
        return bytes;
    }

    internal static void WritePacked(
        ReadOnlySpan<long> words,
        (int Width, long Base) packing,
        NativeBuffer output
    )
    {
        long bytes = PackedBits.AreaBytes(words.Length, packing.Width);
        var form = (WordEncoding.Packed, packing.Width);
        WriteHeader(output, form, words.Length, packing.Base, (0, bytes));
        PackedBits.Pack(words, packing.Base, packing.Width, output.Append(bytes));
    }

    private void WriteGroups(ReadOnlySpan<long> words, NativeBuffer output)
    {
        int groups = (words.Length + WordSection.GroupWords - 1) / WordSection.GroupWords;
        var payload = (groups, GroupedBytes(words.Length));
        WriteHeader(output, (WordEncoding.PackedGroups, 0), words.Length, 0, payload);
        long offset = 0;
        for (int group = 0; group < groups; group++)
        {
            var (width, @base) = GroupPacking(group);
            output.Write(@base);
            output.Write((uint)offset);
            output.Write(width);
            offset += PackedBits.AreaBytes(GroupOf(words, group).Length, width);
        }
        for (int group = 0; group < groups; group++)
        {
            var (width, @base) = GroupPacking(group);
            var part = GroupOf(words, group);
            byte* area = output.Append(PackedBits.AreaBytes(part.Length, width));
            PackedBits.Pack(part, @base, width, area);
        }
    }

    private static void WriteRuns(ReadOnlySpan<long> words, NativeBuffer output)
    {
        int runs = 1;
        for (int i = 1; i < words.Length; i++)
        {
            runs += words[i] != words[i - 1] ? 1 : 0;
        }
        long bytes = (long)runs * sizeof(long) + ((long)runs * sizeof(uint) + 7) / 8 * 8;
        WriteHeader(output, (WordEncoding.Runs, 0), words.Length, 0, (runs, bytes));
        for (int i = 0; i < words.Length; i++)
        {
            if (i == 0 || words[i] != words[i - 1])
            {
                output.Write(words[i]);
            }
        }
        for (int i = 1; i <= words.Length; i++)
        {
            if (i == words.Length || words[i] != words[i - 1])
            {
                output.Write((uint)i);
            }
        }
        output.AlignTo(8);
    }

    private bool IsDictionaryWorth(ReadOnlySpan<long> words, int width, long best)
    {
        if (words.Length < MinDictionaryWords || width <= 8)
        {
            return false;
        }
        _dictionary.Clear();
        int step = words.Length / SampleSize;
        for (int i = 0; i < SampleSize; i++)
        {
            _dictionary.Add(words[i * step]);
        }
        if (_dictionary.Count > MaxSampleDistinct)
        {
            return false;
        }
        foreach (long word in words)
        {
            if (!_dictionary.Add(word))
            {
                return false;
            }
        }
        _dictionary.Sort();
        return DictionaryBytes(words.Length) < best - best / 4;
    }

    private long DictionaryBytes(int count) =>
        (long)_dictionary.Count * sizeof(long)
        + PackedBits.AreaBytes(count, PackedBits.WidthOf((ulong)_dictionary.Count - 1));

    private void WriteDictionary(ReadOnlySpan<long> words, NativeBuffer output)
    {
        int width = PackedBits.WidthOf((ulong)_dictionary.Count - 1);
        var payload = (_dictionary.Count, DictionaryBytes(words.Length));
        WriteHeader(output, (WordEncoding.Dictionary, width), words.Length, 0, payload);
        foreach (long word in _dictionary.Sorted)
        {
            output.Write(word);
        }
        byte* area = output.Append(PackedBits.AreaBytes(words.Length, width));
        PackedBits.Pack(_dictionary.CodesOf(words), 0, width, area);
    }
}
