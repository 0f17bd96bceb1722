using System.Runtime.CompilerServices;
using Quiver.Foundation.Memory;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Groups rows by the adjacency block of their near node with a counting sort that keeps their order. One per thread; memory is reused.
/// </summary>
/// <remarks>Unsafe: counters indexed by segment, of which there are as many as node ids have.</remarks>
internal sealed unsafe class RunBuilder(long nodeIdLimit) : IDisposable
{
    /// <summary>Segments that each have a counter; of more, as ids with holes may need, only those that occur are counted.</summary>
    private const int MaxCounters = 1 << 16;

    /// <summary>Pairs of segment and type that each have a counter, and how many of them a row may bring: with more, only those that occur are counted.</summary>
    private const long MaxPairCounters = 1 << 18;

    private const long PairCountersPerRow = 2;

    private readonly Run _run = new(hasExtras: false);
    private readonly int _segmentCount = Math.Max(1, SegmentLayout.SegmentOf(nodeIdLimit - 1) + 1);
    private readonly Dictionary<BlockKey, int> _bucketNumbers = [];
    private readonly List<BlockKey> _buckets = [];
    private readonly ScratchMemory _rowBuckets = new();
    private readonly ScratchMemory _cursors = new();
    private readonly ScratchMemory _order = new();

    /// <summary>The order of the last run: row i of the run is row order[i] of the input.</summary>
    public ReadOnlySpan<int> Order(int rowCount) => new(_order.As<int>(), rowCount);

    /// <summary>Groups rows. The run is valid until the next one is built.</summary>
    /// <param name="sequence">The run's place among all.</param>
    /// <param name="near">The node by whose segment rows are grouped, one a row.</param>
    /// <param name="far">The node at the other end.</param>
    /// <param name="types">The type of each row; when empty, all have <paramref name="uniformType"/>.</param>
    /// <param name="uniformType">The type of all rows.</param>
    public Run Build(
        long sequence,
        ReadOnlySpan<long> near,
        ReadOnlySpan<long> far,
        ReadOnlySpan<int> types,
        int uniformType
    )
    {
        var run = _run;
        run.Begin(sequence, near.Length);
        int* rowBuckets = _rowBuckets.Reserve<int>(near.Length);
        int typeCount = types.IsEmpty ? 1 : Max(types) + 1;
        long pairs = (long)_segmentCount * typeCount;
        bool isCounted = types.IsEmpty
            ? _segmentCount <= MaxCounters
            : pairs <= Math.Min(MaxPairCounters, near.Length * PairCountersPerRow);
        int bucketCount =
            !isCounted ? NumberBySegmentAndType(near, types, uniformType, rowBuckets)
            : types.IsEmpty ? NumberBySegment(near, rowBuckets)
            : NumberPairs(near, types, typeCount, rowBuckets);
        int* cursors = _cursors.Reserve<int>(bucketCount);
        new Span<int>(cursors, bucketCount).Clear();
        for (int row = 0; row < near.Length; row++)
        {
            cursors[rowBuckets[row]]++;
        }
        int next = 0;
        for (int bucket = 0; bucket < bucketCount; bucket++)
        {
            int count = cursors[bucket];
            cursors[bucket] = next;
            if (count > 0)
            {
                var block =
                    !isCounted ? _buckets[bucket]
                    : types.IsEmpty ? new BlockKey(bucket, uniformType)
                    : new BlockKey(bucket / typeCount, bucket % typeCount);
                run.Blocks.Add((block, next));
            }
            next += count;
        }
        Scatter(near, far, rowBuckets, cursors, run.Keys, _order.Reserve<int>(near.Length));
        return run;
    }

    public void Dispose()
    {
        _run.Dispose();
        _rowBuckets.Dispose();
        _cursors.Dispose();
        _order.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NumberBySegment(ReadOnlySpan<long> near, int* rowBuckets)
    {
        for (int row = 0; row < near.Length; row++)
        {
            rowBuckets[row] = SegmentLayout.SegmentOf(near[row]);
        }
        return _segmentCount;
    }

    private static int Max(ReadOnlySpan<int> types)
    {
        int max = 0;
        foreach (int type in types)
        {
            max = Math.Max(max, type);
        }
        return max;
    }

    /// <summary>Numbers all pairs of segment and type, in the order in which linkers will read them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NumberPairs(
        ReadOnlySpan<long> near,
        ReadOnlySpan<int> types,
        int typeCount,
        int* rowBuckets
    )
    {
        for (int row = 0; row < near.Length; row++)
        {
            rowBuckets[row] = (SegmentLayout.SegmentOf(near[row]) * typeCount) + types[row];
        }
        return _segmentCount * typeCount;
    }

    /// <summary>Numbers only the pairs that occur: there may be very many types and segments.</summary>
    private int NumberBySegmentAndType(
        ReadOnlySpan<long> near,
        ReadOnlySpan<int> types,
        int uniformType,
        int* rowBuckets
    )
    {
        _bucketNumbers.Clear();
        _buckets.Clear();
        var last = new BlockKey(-1, -1);
        int number = -1;
        for (int row = 0; row < near.Length; row++)
        {
            var block = new BlockKey(
                SegmentLayout.SegmentOf(near[row]),
                types.IsEmpty ? uniformType : types[row]
            );
            if (block != last && !_bucketNumbers.TryGetValue(block, out number))
            {
                number = _buckets.Count;
                _buckets.Add(block);
                _bucketNumbers.Add(block, number);
            }
            last = block;
            rowBuckets[row] = number;
        }
        SortBuckets(new Span<int>(rowBuckets, near.Length));
        return _buckets.Count;
    }

    /// <summary>Brings the buckets into the order in which linkers will read them.</summary>
    private void SortBuckets(Span<int> rowBuckets)
    {
        Span<ulong> keys = new ulong[_buckets.Count];
        Span<int> numbers = new int[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((ulong)_buckets[i].Segment << 32) | (uint)_buckets[i].Type;
            numbers[i] = i;
        }
        keys.Sort(numbers);
        Span<int> ranks = new int[keys.Length];
        for (int rank = 0; rank < ranks.Length; rank++)
        {
            ranks[numbers[rank]] = rank;
            _buckets[rank] = new BlockKey((int)(keys[rank] >> 32), (int)keys[rank]);
        }
        foreach (ref int bucket in rowBuckets)
        {
            bucket = ranks[bucket];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(
        ReadOnlySpan<long> near,
        ReadOnlySpan<long> far,
        int* rowBuckets,
        int* cursors,
        long* keys,
        int* order
    )
    {
        for (int row = 0; row < near.Length; row++)
        {
            int at = cursors[rowBuckets[row]]++;
            keys[at] = ((long)SegmentLayout.RowOf(near[row]) << Run.NodeBits) | far[row];
            order[at] = row;
        }
    }
}
