using System.Runtime.CompilerServices;
using Quiver.Foundation.Memory;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Groups rows by the adjacency block of their near node with a counting sort that keeps their order. One per thread; memory is reused.
/// </summary>
/// <remarks>Unsafe: counters indexed by segment, of which there are as many as node ids have.</remarks>
internal sealed unsafe class RunBuilder(long nodeCount) : IDisposable
{
    private readonly int _segmentCount = Math.Max(1, SegmentLayout.SegmentOf(nodeCount - 1) + 1);
    private readonly Dictionary<BlockKey, int> _bucketNumbers = [];
    private readonly List<BlockKey> _buckets = [];
    private readonly ScratchMemory _rowBuckets = new();
    private readonly ScratchMemory _cursors = new();
    private readonly ScratchMemory _order = new();

    /// <summary>The order of the last run: row i of the run is row order[i] of the input.</summary>
    public ReadOnlySpan<int> Order(int rowCount) => new(_order.As<int>(), rowCount);

    /// <summary>Groups rows.</summary>
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
        var run = new Run(sequence, near.Length, hasExtras: false);
        int* rowBuckets = _rowBuckets.Reserve<int>(near.Length);
        int bucketCount = types.IsEmpty
            ? NumberBySegment(near, rowBuckets)
            : NumberBySegmentAndType(near, types, rowBuckets);
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
                var block = types.IsEmpty ? new BlockKey(bucket, uniformType) : _buckets[bucket];
                run.Blocks.Add((block, next));
            }
            next += count;
        }
        Scatter(near, far, rowBuckets, cursors, run.Keys, _order.Reserve<int>(near.Length));
        return run;
    }

    /// <summary>Groups the relationships of an outgoing block by the segment of their ends; the extras are their positions in the block.</summary>
    /// <param name="sequence">The id of the block's first relationship.</param>
    /// <param name="block">The block.</param>
    /// <param name="offsets">Where each start's relationships begin.</param>
    /// <param name="ends">Their ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Run BuildReversed(
        long sequence,
        BlockKey block,
        ReadOnlySpan<int> offsets,
        ReadOnlySpan<long> ends
    )
    {
        var run = new Run(sequence, ends.Length, hasExtras: true);
        int* cursors = _cursors.Reserve<int>(_segmentCount);
        new Span<int>(cursors, _segmentCount).Clear();
        foreach (long end in ends)
        {
            cursors[SegmentLayout.SegmentOf(end)]++;
        }
        int next = 0;
        for (int segment = 0; segment < _segmentCount; segment++)
        {
            int count = cursors[segment];
            cursors[segment] = next;
            if (count > 0)
            {
                run.Blocks.Add((new BlockKey(segment, block.Type), next));
            }
            next += count;
        }
        long* keys = run.Keys;
        uint* extras = run.Extras;
        long firstStart = SegmentLayout.FirstId(block.Segment);
        int rows = offsets.Length - 1;
        for (
            int row = ListedRows.Next(offsets, 0);
            row < rows;
            row = ListedRows.Next(offsets, row + 1)
        )
        {
            for (int i = offsets[row]; i < offsets[row + 1]; i++)
            {
                int at = cursors[SegmentLayout.SegmentOf(ends[i])]++;
                keys[at] =
                    ((long)SegmentLayout.RowOf(ends[i]) << Run.NodeBits) | (firstStart + row);
                extras[at] = (uint)i;
            }
        }
        return run;
    }

    public void Dispose()
    {
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

    /// <summary>Numbers only the pairs that occur: there may be very many types and segments.</summary>
    private int NumberBySegmentAndType(
        ReadOnlySpan<long> near,
        ReadOnlySpan<int> types,
        int* rowBuckets
    )
    {
        _bucketNumbers.Clear();
        _buckets.Clear();
        var last = new BlockKey(-1, -1);
        int number = -1;
        for (int row = 0; row < near.Length; row++)
        {
            var block = new BlockKey(SegmentLayout.SegmentOf(near[row]), types[row]);
            if (block != last && !_bucketNumbers.TryGetValue(block, out number))
            {
                number = _buckets.Count;
                _buckets.Add(block);
                _bucketNumbers.Add(block, number);
            }
            last = block;
            rowBuckets[row] = number;
        }
        return _buckets.Count;
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
