using System.Runtime.InteropServices;
using Quiver.Foundation;
using Quiver.Foundation.Kernels;
using Quiver.Foundation.Memory;

namespace Quiver.Storage.Segments;

/// <summary>
/// A sequence of words that is too long to be held as it is: taken piece by piece, packed at once in groups of 1,024, and written as a word section in the end. One per
/// thread; its memory is reused.
/// </summary>
/// <remarks>Never makes a dictionary. Unsafe: packs into areas whose length it has just reserved, and reads from them what it packed.</remarks>
public sealed unsafe class StreamedWords : IDisposable
{
    private readonly NativeBuffer _areas = new();
    private readonly List<(long Base, long Offset, int Width)> _groups = [];
    private readonly long[] _group = new long[WordSection.GroupWords];
    private int _used;
    private long _min = long.MaxValue;
    private long _max = long.MinValue;
    private long _runs;

    /// <summary>The number of words.</summary>
    public long Count => ((long)_groups.Count * WordSection.GroupWords) + _used;

    /// <summary>Empties it and keeps its memory.</summary>
    public void Clear()
    {
        _areas.Clear();
        _groups.Clear();
        _used = 0;
        _min = long.MaxValue;
        _max = long.MinValue;
        _runs = 0;
    }

    /// <summary>Takes words.</summary>
    public void Append(ReadOnlySpan<long> words)
    {
        while (!words.IsEmpty)
        {
            int taken = Math.Min(words.Length, _group.Length - _used);
            words[..taken].CopyTo(_group.AsSpan(_used));
            words = words[taken..];
            _used += taken;
            if (_used == _group.Length)
            {
                PackGroup();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _areas.Dispose();

    /// <summary>Writes the section; nothing can be taken afterwards until it is emptied.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="directOnly">Only encodings that read any word with one load.</param>
    internal void WriteTo(NativeBuffer output, bool directOnly = false)
    {
        int count = checked((int)Count);
        if (_used > 0)
        {
            PackGroup();
        }
        if (count == 0 || _min == _max)
        {
            var constant = (WordEncoding.Constant, 0);
            long word = count == 0 ? 0 : _min;
            WordSectionEncoder.WriteHeader(output, constant, count, word, (0, 0));
            return;
        }
        int width = PackedBits.WidthOf((ulong)(_max - _min));
        long packed = PackedBits.AreaBytes(count, width);
        long grouped = ((long)_groups.Count * WordSection.GroupHeaderBytes) + _areas.Length;
        if (!directOnly && _runs * WordSectionEncoder.RunBytes < Math.Min(packed, grouped) / 2)
        {
            WriteRuns(output, count);
        }
        else if (!directOnly && grouped < packed - (packed / 8))
        {
            WriteGroups(output, count, grouped);
        }
        else
        {
            WritePacked(output, count, (width, width == 64 ? 0 : _min));
        }
    }

    private void PackGroup()
    {
        var words = _group.AsSpan(0, _used);
        var (min, max, runs) = WordKernels.Survey(words);
        int width = PackedBits.WidthOf((ulong)(max - min));
        long @base = width == 64 ? 0 : min;
        _groups.Add((@base, _areas.Length, width));
        PackedBits.Pack(
            words,
            @base,
            width,
            _areas.Append(PackedBits.AreaBytes(words.Length, width))
        );
        _min = Math.Min(_min, min);
        _max = Math.Max(_max, max);
        _runs += runs;
        _used = 0;
    }

    /// <summary>The words of a group, valid until the next call.</summary>
    private ReadOnlySpan<long> Unpack(int group, int count)
    {
        int first = group * WordSection.GroupWords;
        var words = _group.AsSpan(0, Math.Min(WordSection.GroupWords, count - first));
        var (@base, offset, width) = _groups[group];
        PackedBits.Unpack(
            _areas.Pointer + offset,
            PackedBits.AreaBytes(words.Length, width),
            0,
            (width, @base),
            words
        );
        return words;
    }

    private void WriteGroups(NativeBuffer output, int count, long bytes)
    {
        var groups = (WordEncoding.PackedGroups, 0);
        WordSectionEncoder.WriteHeader(output, groups, count, 0, (_groups.Count, bytes));
        foreach (var (@base, offset, width) in _groups)
        {
            output.Write(@base);
            output.Write(checked((uint)offset));
            output.Write(width);
        }
        byte* areas = output.Append(_areas.Length);
        NativeMemory.Copy(_areas.Pointer, areas, (nuint)_areas.Length);
    }

    private void WritePacked(NativeBuffer output, int count, (int Width, long Base) packing)
    {
        long bytes = PackedBits.AreaBytes(count, packing.Width);
        var form = (WordEncoding.Packed, packing.Width);
        WordSectionEncoder.WriteHeader(output, form, count, packing.Base, (0, bytes));
        byte* area = output.Append(bytes);
        for (int group = 0; group < _groups.Count; group++)
        {
            // A group fills whole bytes; the readable tail that is written behind it is overwritten by the next.
            byte* at = area + ((long)group * WordSection.GroupWords / 8 * packing.Width);
            PackedBits.Pack(Unpack(group, count), packing.Base, packing.Width, at);
        }
    }

    private void WriteRuns(NativeBuffer output, int count)
    {
        var words = new List<long>();
        var ends = new List<int>();
        for (int group = 0, end = 0; group < _groups.Count; group++)
        {
            foreach (long word in Unpack(group, count))
            {
                end++;
                if (words.Count > 0 && words[^1] == word)
                {
                    ends[^1] = end;
                    continue;
                }
                words.Add(word);
                ends.Add(end);
            }
        }
        long bytes =
            ((long)words.Count * sizeof(long)) + ((((long)ends.Count * sizeof(uint)) + 7) / 8 * 8);
        var runs = (WordEncoding.Runs, 0);
        WordSectionEncoder.WriteHeader(output, runs, count, 0, (words.Count, bytes));
        words.ForEach(output.Write);
        ends.ForEach(output.Write);
        output.AlignTo(8);
        Invariant.Assert(ends[^1] == count);
    }
}
