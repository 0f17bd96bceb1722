using System.Numerics;
using System.Runtime.CompilerServices;
using Quiver.Storage.Statistics;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Relationships by label set and type, of which there may be tens of millions of pairs: blocks append a few bytes a pair, and a type's bytes are summed up
/// whenever they have doubled. Not thread safe.
/// </summary>
/// <remarks>The bytes of a type are pairs of varints: a label set's number, and a count. A set may stand there several times.</remarks>
internal sealed class LabelSetTypeCounts
{
    /// <summary>The bytes of a pair at most.</summary>
    public const int MostPairBytes = 15;

    private const int LeastBytes = 64;
    private const int LeastSummedBytes = 1 << 16;
    private const int BitsPerWord = 64;

    private readonly SortedDictionary<int, TypeBytes> _types = [];
    private long[] _sums = [];

    /// <summary>A bit for each sum that is not 0: walked through, they ascend without sorting.</summary>
    private ulong[] _touched = [];

    /// <summary>A bit for each of these words that is not 0.</summary>
    private ulong[] _touchedWords = [];
    private int[] _ascending = [];

    /// <summary>The bytes that all pairs take.</summary>
    public long Bytes => _types.Values.Sum(static bytes => (long)bytes.Length);

    /// <summary>Adds the sums of a block's relationships.</summary>
    public void Add(int type, LabelSetSums sums)
    {
        var bytes = BytesOf(type);
        Grow(bytes, sums.Pairs.Length);
        sums.Pairs.CopyTo(bytes.Content.AsSpan(bytes.Length));
        bytes.Length += sums.Pairs.Length;
        foreach (int set in sums.Touched)
        {
            Append(bytes, set, sums.Of(set));
        }
        if (bytes.Length > Math.Max(LeastSummedBytes, bytes.SummedLength * 2))
        {
            SumUp(bytes);
        }
    }

    /// <summary>The counts by label and type, given the labels of each set.</summary>
    public PairCounts ToCounts(LabelSets sets)
    {
        var (begins, labels) = sets.ToArrays();
        // One array to look into instead of two: pairs are many, and in no order.
        int[] single = sets.ToSingleLabels();
        var writer = new PairCountsWriter();
        foreach (var (type, bytes) in _types)
        {
            SumUp(bytes, single, begins, labels);
            writer.Add(type, TakeTouched(), _sums);
        }
        return writer.ToCounts();
    }

    /// <summary>Takes up what <see cref="WriteTo"/> wrote.</summary>
    public void Restore(BinaryReader input)
    {
        for (int left = input.ReadInt32(); left > 0; left--)
        {
            var bytes = BytesOf(input.ReadInt32());
            bytes.Content = new byte[input.ReadInt32()];
            input.BaseStream.ReadExactly(bytes.Content);
            bytes.Length = bytes.Content.Length;
        }
    }

    /// <summary>Writes all counts.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(_types.Count);
        foreach (var (type, bytes) in _types)
        {
            output.Write(type);
            output.Write(bytes.Length);
            output.Write(bytes.Content.AsSpan(0, bytes.Length));
        }
    }

    /// <summary>Sums the pairs of a type up by label.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumUp(TypeBytes bytes, int[] single, int[] begins, int[] labels)
    {
        var reader = new PairReader(bytes);
        while (reader.TryRead(out int set, out long count))
        {
            int only = single[set];
            if (only >= 0)
            {
                Touch(only, count);
                continue;
            }
            for (int i = begins[set]; i < begins[set + 1]; i++)
            {
                Touch(labels[i], count);
            }
        }
    }

    private TypeBytes BytesOf(int type)
    {
        if (!_types.TryGetValue(type, out var bytes))
        {
            bytes = new TypeBytes();
            _types.Add(type, bytes);
        }
        return bytes;
    }

    private static void Append(TypeBytes bytes, int set, long count)
    {
        Grow(bytes, MostPairBytes);
        bytes.Length = Write(bytes.Content, bytes.Length, (ulong)set);
        bytes.Length = Write(bytes.Content, bytes.Length, (ulong)count);
    }

    private static void Grow(TypeBytes bytes, int further)
    {
        if (bytes.Content.Length - bytes.Length < further)
        {
            long wanted = Math.Max(LeastBytes, (long)bytes.Length + further);
            long grown = Math.Max(wanted, bytes.Content.Length * 3L / 2);
            Array.Resize(ref bytes.Content, (int)Math.Min(grown, Array.MaxLength));
        }
    }

    /// <summary>Writes a number as a varint; returns where the next one begins.</summary>
    public static int Write(byte[] bytes, int at, ulong number)
    {
        while (number >= 0x80)
        {
            bytes[at++] = (byte)(number | 0x80);
            number >>= 7;
        }
        bytes[at++] = (byte)number;
        return at;
    }

    private void SumUp(TypeBytes bytes)
    {
        var reader = new PairReader(bytes);
        while (reader.TryRead(out int set, out long count))
        {
            Touch(set, count);
        }
        bytes.Length = 0;
        foreach (int set in TakeTouched())
        {
            Append(bytes, set, _sums[set]);
            _sums[set] = 0;
        }
        bytes.SummedLength = bytes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Touch(int at, long count)
    {
        if (at >= _sums.Length)
        {
            MakeRoomFor(at);
        }
        _sums[at] += count;
        int word = at / BitsPerWord;
        _touched[word] |= 1UL << (at % BitsPerWord);
        _touchedWords[word / BitsPerWord] |= 1UL << (word % BitsPerWord);
    }

    private void MakeRoomFor(int at)
    {
        int words = (Math.Max(at + 1, _sums.Length * 2) + BitsPerWord - 1) / BitsPerWord;
        Array.Resize(ref _sums, words * BitsPerWord);
        Array.Resize(ref _ascending, _sums.Length);
        Array.Resize(ref _touched, words);
        Array.Resize(ref _touchedWords, (words + BitsPerWord - 1) / BitsPerWord);
    }

    /// <summary>What was touched since the last call, ascending; the caller sets its sums back to 0.</summary>
    private ReadOnlySpan<int> TakeTouched()
    {
        int count = 0;
        for (int group = 0; group < _touchedWords.Length; group++)
        {
            for (ulong words = _touchedWords[group]; words != 0; words &= words - 1)
            {
                int word = (group * BitsPerWord) + BitOperations.TrailingZeroCount(words);
                for (ulong left = _touched[word]; left != 0; left &= left - 1)
                {
                    int bit = BitOperations.TrailingZeroCount(left);
                    _ascending[count++] = (word * BitsPerWord) + bit;
                }
                _touched[word] = 0;
            }
            _touchedWords[group] = 0;
        }
        return _ascending.AsSpan(0, count);
    }

    /// <summary>The pairs of a type.</summary>
    private sealed class TypeBytes
    {
        public byte[] Content = [];

        public int Length;

        /// <summary>How long they were when each set last stood there once.</summary>
        public int SummedLength;
    }

    /// <summary>Walks through the pairs of a type.</summary>
    private ref struct PairReader(TypeBytes bytes)
    {
        private readonly ReadOnlySpan<byte> _content = bytes.Content.AsSpan(0, bytes.Length);
        private int _at;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead(out int set, out long count)
        {
            if (_at == _content.Length)
            {
                (set, count) = (0, 0);
                return false;
            }
            set = (int)Next();
            count = (long)Next();
            return true;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private ulong Next()
        {
            byte first = _content[_at];
            if (first < 0x80)
            {
                _at++;
                return first;
            }
            return NextLong();
        }

        private ulong NextLong()
        {
            ulong number = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte next = _content[_at++];
                number |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return number;
                }
            }
        }
    }
}
