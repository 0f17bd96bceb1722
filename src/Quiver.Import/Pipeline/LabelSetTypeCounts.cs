using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiver.Storage.Statistics;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Relationships by label set and type, of which there may be tens of millions of pairs: blocks append four bytes a pair, and a type's pairs are summed up
/// whenever they have doubled. Not thread safe.
/// </summary>
internal sealed class LabelSetTypeCounts
{
    private const int CountBits = 8;
    private const int MostPackedCount = (1 << CountBits) - 1;
    private const int MostPackedSet = (1 << (32 - CountBits)) - 1;
    private const int LeastSummed = 1 << 14;

    /// <summary>By type; null where a type has none.</summary>
    private TypeCounts?[] _types = [];
    private long[] _sums = [];

    /// <summary>A bit for each sum that is not 0: walked through, they ascend without sorting.</summary>
    private ulong[] _touched = [];

    /// <summary>Pairs of all types: a set may stand there several times.</summary>
    public long Count => Listed().Sum(static listed => (long)listed.Counts.Count);

    /// <summary>Makes one number of a set and a count: only where both are small.</summary>
    public static bool TryPack(int set, long count, out uint pair)
    {
        pair = ((uint)set << CountBits) | (uint)count;
        return set <= MostPackedSet && count <= MostPackedCount;
    }

    /// <summary>Adds the sums of a block's relationships.</summary>
    public void Add(int type, LabelSetSums sums)
    {
        var counts = CountsOf(type);
        counts.Packed.Append(sums.Pairs);
        foreach (int set in sums.Touched)
        {
            counts.Add(set, sums.Of(set));
        }
        if (counts.Count > Math.Max(LeastSummed, counts.SummedCount * 2))
        {
            SumUp(counts);
        }
    }

    /// <summary>The counts by label and type, given the labels of each set.</summary>
    public PairCounts ToCounts(LabelSets sets)
    {
        var (begins, labels) = sets.ToArrays();
        int limit = 0;
        foreach (int label in labels)
        {
            limit = Math.Max(limit, label + 1);
        }
        bool hasFurther = Enumerable.Range(0, begins.Length - 1).Any(HasFurther);
        int most = Listed().Select(static listed => listed.Counts.Count).DefaultIfEmpty().Max();
        // One place more, which sets without a second label count into.
        MakeRoom(limit + 1);
        var firstTwo = FirstTwo(begins, labels, limit);
        var writer = new PairCountsWriter(Count, Math.Min(most, limit));
        foreach (var (type, counts) in Listed())
        {
            foreach (var pairs in counts.Packed.Parts())
            {
                Touch(pairs, firstTwo);
                if (hasFurther)
                {
                    TouchFurther(pairs, begins, labels);
                }
            }
            foreach (var (set, count) in counts.Large)
            {
                for (int i = begins[set]; i < begins[set + 1]; i++)
                {
                    Touch(labels[i], count);
                }
            }
            _sums[limit] = 0;
            _touched[limit >> 6] &= ~(1UL << (limit & 63));
            writer.Add(type, _touched, _sums);
        }
        return writer.ToCounts();

        bool HasFurther(int set) => begins[set + 1] - begins[set] > 2;
    }

    /// <summary>Takes up what <see cref="WriteTo"/> wrote.</summary>
    public void Restore(BinaryReader input)
    {
        for (int left = input.ReadInt32(); left > 0; left--)
        {
            var counts = CountsOf(input.ReadInt32());
            uint[] pairs = new uint[input.ReadInt32()];
            input.BaseStream.ReadExactly(MemoryMarshal.AsBytes(pairs.AsSpan()));
            counts.Packed.Append(pairs);
            for (int large = input.ReadInt32(); large > 0; large--)
            {
                counts.Large.Add((input.ReadInt32(), input.ReadInt64()));
            }
        }
    }

    /// <summary>Writes all counts; nobody adds to them meanwhile.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(Listed().Count());
        foreach (var (type, counts) in Listed())
        {
            output.Write(type);
            output.Write(counts.Packed.Count);
            foreach (var pairs in counts.Packed.Parts())
            {
                output.Write(MemoryMarshal.AsBytes(pairs.AsSpan()));
            }
            output.Write(counts.Large.Count);
            foreach (var (set, count) in counts.Large)
            {
                output.Write(set);
                output.Write(count);
            }
        }
    }

    private TypeCounts CountsOf(int type)
    {
        if (type >= _types.Length)
        {
            Array.Resize(ref _types, Math.Max(type + 1, _types.Length * 2));
        }
        return _types[type] ??= new TypeCounts();
    }

    /// <summary>The types that have pairs, ascending.</summary>
    private IEnumerable<(int Type, TypeCounts Counts)> Listed()
    {
        for (int type = 0; type < _types.Length; type++)
        {
            if (_types[type] is { } counts)
            {
                yield return (type, counts);
            }
        }
    }

    /// <summary>The first two labels of each set, or a place that nobody asks for: one array to look into instead of two, as pairs are many, and in no order.</summary>
    private static (int First, int Second)[] FirstTwo(int[] begins, int[] labels, int nowhere)
    {
        var firstTwo = new (int First, int Second)[begins.Length - 1];
        for (int set = 0; set < firstTwo.Length; set++)
        {
            var own = labels.AsSpan(begins[set]..begins[set + 1]);
            firstTwo[set] = (own.Length > 0 ? own[0] : nowhere, own.Length > 1 ? own[1] : nowhere);
        }
        return firstTwo;
    }

    /// <summary>Sums packed pairs up by the first two labels of their sets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Touch(ReadOnlySpan<uint> pairs, (int First, int Second)[] firstTwo)
    {
        foreach (uint pair in pairs)
        {
            var (first, second) = firstTwo[(int)(pair >> CountBits)];
            long count = pair & MostPackedCount;
            Touch(first, count);
            Touch(second, count);
        }
    }

    /// <summary>Sums packed pairs up by the other labels of their sets.</summary>
    private void TouchFurther(ReadOnlySpan<uint> pairs, int[] begins, int[] labels)
    {
        foreach (uint pair in pairs)
        {
            int set = (int)(pair >> CountBits);
            for (int i = begins[set] + 2; i < begins[set + 1]; i++)
            {
                Touch(labels[i], pair & MostPackedCount);
            }
        }
    }

    /// <summary>Brings the pairs of a type down to one a set.</summary>
    private void SumUp(TypeCounts counts)
    {
        int limit = 0;
        foreach (var pairs in counts.Packed.Parts())
        {
            foreach (uint pair in pairs)
            {
                limit = Math.Max(limit, (int)(pair >> CountBits) + 1);
            }
        }
        foreach (var (set, _) in counts.Large)
        {
            limit = Math.Max(limit, set + 1);
        }
        MakeRoom(limit);
        foreach (var pairs in counts.Packed.Parts())
        {
            foreach (uint pair in pairs)
            {
                Touch((int)(pair >> CountBits), pair & MostPackedCount);
            }
        }
        foreach (var (set, count) in counts.Large)
        {
            Touch(set, count);
        }
        counts.Packed.Clear();
        counts.Large.Clear();
        foreach (int set in new TouchedNumbers(_touched))
        {
            counts.Add(set, _sums[set]);
            _sums[set] = 0;
        }
        Array.Clear(_touched);
        counts.SummedCount = counts.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Touch(int at, long count)
    {
        _sums[at] += count;
        _touched[at >> 6] |= 1UL << (at & 63);
    }

    /// <summary>Makes room for numbers below a limit.</summary>
    private void MakeRoom(int limit)
    {
        if (limit > _sums.Length)
        {
            int words = (Math.Max(limit, _sums.Length * 2) + 63) / 64;
            _sums = new long[words * 64];
            _touched = new ulong[words];
        }
    }

    /// <summary>The pairs of a type: nearly all of them packed.</summary>
    private sealed class TypeCounts
    {
        public PackedPairs Packed { get; } = new();

        public List<(int Set, long Count)> Large { get; } = [];

        public int Count => Packed.Count + Large.Count;

        /// <summary>How many they were when each set last stood there once.</summary>
        public int SummedCount { get; set; }

        public void Add(int set, long count)
        {
            if (TryPack(set, count, out uint pair))
            {
                Packed.Append([pair]);
            }
            else
            {
                Large.Add((set, count));
            }
        }
    }
}
