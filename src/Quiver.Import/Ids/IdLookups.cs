using System.Numerics;
using Quiver.Foundation.Memory;
using Quiver.Import.Values;

namespace Quiver.Import.Ids;

/// <summary>Rows of a block in the order of their ids' hashes, to be looked up in one sweep. Reused by its owner.</summary>
/// <remarks>Unsafe: arrays of one entry a row, reserved before they are filled.</remarks>
internal sealed unsafe class IdLookups : IDisposable
{
    private const int LongBucket = 24;

    private readonly ScratchMemory _unsorted = new();
    private readonly ScratchMemory _sorted = new();
    private readonly ScratchMemory _cursors = new();
    private int _count;

    /// <summary>The rows after <see cref="Sort"/>.</summary>
    public ReadOnlySpan<IdLookup> Sorted => new(_sorted.As<IdLookup>(), _count);

    /// <summary>Memory for what is read from files.</summary>
    public ScratchMemory Window { get; } = new();

    /// <summary>Takes all rows that have an id and, if there are filters, may be on disk.</summary>
    public void Collect(ColumnChunk ids, IdHash hash, IdFilters? filters)
    {
        var entries = _unsorted.Reserve<IdLookup>(ids.RowCount);
        _count = 0;
        for (int row = 0; row < ids.RowCount; row++)
        {
            if (!ids.IsPresent(row))
            {
                continue;
            }
            ulong value = ids.HoldsWords
                ? hash.Of(ids.Words[row])
                : hash.Of(ids.Bytes + ids.Offsets[row], ids.Offsets[row + 1] - ids.Offsets[row]);
            if (filters is null || filters.MayHold(value))
            {
                entries[_count++] = new IdLookup(value, row);
            }
        }
        Sort();
    }

    public void Dispose()
    {
        _unsorted.Dispose();
        _sorted.Dispose();
        _cursors.Dispose();
        Window.Dispose();
    }

    /// <summary>Scatters by the high bits, of which there are about as many as rows; what is left to sort is short.</summary>
    private void Sort()
    {
        var from = _unsorted.As<IdLookup>();
        var to = _sorted.Reserve<IdLookup>(Math.Max(1, _count));
        int bits = Math.Clamp(BitOperations.Log2((uint)_count | 1), 1, 20);
        int shift = 64 - bits;
        int bucketCount = 1 << bits;
        int* cursors = _cursors.Reserve<int>(bucketCount + 1);
        new Span<int>(cursors, bucketCount + 1).Clear();
        for (int i = 0; i < _count; i++)
        {
            cursors[(from[i].Hash >> shift) + 1]++;
        }
        for (int bucket = 0; bucket < bucketCount; bucket++)
        {
            cursors[bucket + 1] += cursors[bucket];
        }
        for (int i = 0; i < _count; i++)
        {
            to[cursors[from[i].Hash >> shift]++] = from[i];
        }
        for (int bucket = 0, start = 0; bucket < bucketCount; bucket++)
        {
            SortBucket(new Span<IdLookup>(to + start, cursors[bucket] - start));
            start = cursors[bucket];
        }
    }

    private static void SortBucket(Span<IdLookup> bucket)
    {
        if (bucket.Length > LongBucket)
        {
            bucket.Sort(static (left, right) => left.Hash.CompareTo(right.Hash));
            return;
        }
        for (int i = 1; i < bucket.Length; i++)
        {
            var entry = bucket[i];
            int at = i;
            for (; at > 0 && bucket[at - 1].Hash > entry.Hash; at--)
            {
                bucket[at] = bucket[at - 1];
            }
            bucket[at] = entry;
        }
    }
}
