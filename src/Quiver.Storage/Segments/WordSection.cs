using System.Runtime.CompilerServices;
using Quiver.Foundation.Kernels;

namespace Quiver.Storage.Segments;

/// <summary>A sequence of 64-bit words in the encoding that was smallest, each readable on its own.</summary>
/// <remarks>
/// <code>
/// 0   u8   encoding: 1 constant, 2 packed, 3 packed groups, 4 runs, 5 dictionary
/// 1   u8   width in bits: of a packed word or of a code; 0 to 56, or 64
/// 2   u16  zero
/// 4   u32  words
/// 8   i64  base: the constant, or the smallest packed word
/// 16  u32  entries: groups, runs or distinct words
/// 20  u32  bytes that follow, a multiple of 8
/// 24  constant:   nothing
///     packed:     area (see PackedBits)
///     groups:     { i64 base; u32 area's offset after the groups; u8 width; u8×3 zero } × entries; areas of 1,024 words each
///     runs:       i64 × entries: their words; u32 × entries: where each ends, exclusive; zeros to a multiple of 8
///     dictionary: i64 × entries, ascending; area of codes
/// </code>
/// Unsafe: points into a block; parsing checks that every index below <see cref="Count"/> stays inside it, the reader that its
/// index is below Count, and codes are checked when used.
/// </remarks>
internal readonly unsafe struct WordSection
{
    /// <summary>Words of a group.</summary>
    public const int GroupWords = 1024;

    /// <summary>Bytes of a group's description.</summary>
    public const int GroupHeaderBytes = 16;

    private const int ReadChunk = 256;

    private readonly WordEncoding _encoding;
    private readonly byte _width;
    private readonly int _entries;
    private readonly long _base;
    private readonly ulong _mask;
    private readonly byte* _payload;
    private readonly byte* _area;
    private readonly long _areaBytes;
    private readonly BlockOrigin _origin;

    private WordSection(ref BlockCursor source)
    {
        _origin = source.Origin;
        _encoding = source.Read<WordEncoding>();
        _width = source.Read<byte>();
        source.Take(2);
        Count = source.ReadCount(0, int.MaxValue, "words");
        _base = source.Read<long>();
        _entries = source.ReadCount(0, int.MaxValue, "entries");
        int bytes = source.ReadCount(0, int.MaxValue, "payload bytes");
        _payload = source.Take(bytes);
        long fixedBytes = _encoding switch
        {
            WordEncoding.PackedGroups => (long)_entries * GroupHeaderBytes,
            WordEncoding.Runs or WordEncoding.Dictionary => (long)_entries * sizeof(long),
            _ => 0,
        };
        Require(PackedBits.IsWidth(_width), "a width in bits", _width);
        Require(fixedBytes <= bytes, "room for its entries", _entries);
        _mask = PackedBits.MaskOf(_width);
        _area = _payload + fixedBytes;
        _areaBytes = bytes - fixedBytes;
        CheckPayload();
    }

    /// <summary>How many words.</summary>
    public int Count { get; }

    /// <summary>Whether neighbouring words are equal over long stretches: see <see cref="StretchEnd"/>.</summary>
    public bool HasStretches => _encoding is WordEncoding.Constant or WordEncoding.Runs;

    /// <summary>One word. The index must be below <see cref="Count"/>.</summary>
    public long this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            _encoding == WordEncoding.Packed
                ? PackedBits.Get(_area, index, _width, _mask, _base)
                : GetOther(index);
    }

    /// <summary>Takes a word section from a block.</summary>
    public static WordSection Parse(ref BlockCursor source) => new(ref source);

    /// <summary>Takes a word section that must have so many words.</summary>
    public static WordSection Parse(ref BlockCursor source, int count)
    {
        var section = new WordSection(ref source);
        section.Require(section.Count == count, $"{count} words", section.Count);
        return section;
    }

    /// <summary>Reads consecutive words; start + length must not exceed <see cref="Count"/>.</summary>
    public void Read(int start, Span<long> destination)
    {
        switch (_encoding)
        {
            case WordEncoding.Packed:
                PackedBits.Unpack(_area, _areaBytes, start, (_width, _base), destination);
                break;
            case WordEncoding.Constant:
                destination.Fill(_base);
                break;
            case WordEncoding.PackedGroups:
                ReadGroups(start, destination);
                break;
            case WordEncoding.Runs:
                ReadRuns(start, destination);
                break;
            default:
                ReadCoded(start, destination);
                break;
        }
    }

    /// <summary>The end (exclusive) of a stretch of words known to equal the one at the index.</summary>
    public int StretchEnd(int index) =>
        _encoding switch
        {
            WordEncoding.Constant => Count,
            WordEncoding.Runs => (int)RunEnds[RunOf(index)],
            _ => index + 1,
        };

    private ReadOnlySpan<uint> RunEnds => new(_area, _entries);

    private void Require(bool condition, string expected, long found)
    {
        if (!condition)
        {
            BlockErrors.ThrowContent(_origin, expected, found);
        }
    }

    private void CheckPayload()
    {
        switch (_encoding)
        {
            case WordEncoding.Constant:
                break;
            case WordEncoding.Packed:
            case WordEncoding.Dictionary:
                Require(_areaBytes >= PackedBits.AreaBytes(Count, _width), "all words", Count);
                break;
            case WordEncoding.PackedGroups:
                Require(_entries == (Count + GroupWords - 1L) / GroupWords, "all groups", _entries);
                for (int group = 0; group < _entries; group++)
                {
                    int words = Math.Min(GroupWords, Count - group * GroupWords);
                    var (_, width, offset) = Group(group);
                    Require(
                        PackedBits.IsWidth(width)
                            && offset <= _areaBytes - PackedBits.AreaBytes(words, width),
                        $"the words of group {group}",
                        offset
                    );
                }
                break;
            case WordEncoding.Runs:
                Require(_areaBytes >= (long)_entries * sizeof(uint), "all runs", _entries);
                Require(
                    _entries == 0 ? Count == 0 : RunEnds[^1] == Count,
                    "runs over all words",
                    _entries
                );
                break;
            default:
                Require(false, "a word encoding", (byte)_encoding);
                break;
        }
    }

    private (long Base, int Width, long Offset) Group(int group)
    {
        byte* header = _payload + (long)group * GroupHeaderBytes;
        return (*(long*)header, header[12], *(uint*)(header + 8));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private long GetOther(int index)
    {
        switch (_encoding)
        {
            case WordEncoding.Constant:
                return _base;
            case WordEncoding.PackedGroups:
                var (@base, width, offset) = Group(index / GroupWords);
                return PackedBits.Get(
                    _area + offset,
                    index % GroupWords,
                    width,
                    PackedBits.MaskOf(width),
                    @base
                );
            case WordEncoding.Runs:
                return ((long*)_payload)[RunOf(index)];
            default:
                return Decode(PackedBits.Get(_area, index, _width, _mask, 0));
        }
    }

    private long Decode(long code)
    {
        if ((ulong)code >= (ulong)_entries)
        {
            BlockErrors.ThrowContent(_origin, $"a code below {_entries}", code);
        }
        return ((long*)_payload)[code];
    }

    private int RunOf(int index)
    {
        int low = 0;
        int high = _entries - 1;
        var ends = RunEnds;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= index)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private void ReadGroups(int start, Span<long> destination)
    {
        while (!destination.IsEmpty)
        {
            int group = start / GroupWords;
            int count = Math.Min(destination.Length, GroupWords - start % GroupWords);
            var (@base, width, offset) = Group(group);
            PackedBits.Unpack(
                _area + offset,
                _areaBytes - offset,
                start % GroupWords,
                (width, @base),
                destination[..count]
            );
            destination = destination[count..];
            start += count;
        }
    }

    private void ReadRuns(int start, Span<long> destination)
    {
        int run = destination.IsEmpty ? 0 : RunOf(start);
        while (!destination.IsEmpty)
        {
            Require(run < _entries, "runs over all words", run);
            int count = (int)Math.Clamp((long)RunEnds[run] - start, 0, destination.Length);
            destination[..count].Fill(((long*)_payload)[run]);
            destination = destination[count..];
            start += count;
            run++;
        }
    }

    private void ReadCoded(int start, Span<long> destination)
    {
        while (!destination.IsEmpty)
        {
            var chunk = destination[..Math.Min(ReadChunk, destination.Length)];
            PackedBits.Unpack(_area, _areaBytes, start, (_width, 0), chunk);
            for (int i = 0; i < chunk.Length; i++)
            {
                chunk[i] = Decode(chunk[i]);
            }
            destination = destination[chunk.Length..];
            start += chunk.Length;
        }
    }
}
