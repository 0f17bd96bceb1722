using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Quiver.Import.Values;

namespace Quiver.Import.Ids;

/// <summary>Integer ids in an open-addressing table with linear probing, at most two thirds full; a slot is key and node in one cache line.</summary>
/// <remarks>Unsafe: raw slots, which are prefetched some rows ahead of their use: a lookup then costs a memory throughput, not a latency.</remarks>
internal sealed unsafe class IntegerIdMap : IdMap
{
    private const int Ahead = 16;
    private const long SmallestCapacity = 1024;

    private readonly ulong _seed = IdHash.Seed;
    private Slot* _slots;
    private long _capacity;
    private int _shift;
    private long _count;

    public override long Count => _count;

    public override long MemoryBytes => _capacity * sizeof(Slot);

    public override void Reserve(long count)
    {
        if (count + (count / 2) > _capacity)
        {
            Resize(count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(ColumnChunk ids, long firstNode, List<int> duplicates)
    {
        Reserve(_count + ids.RowCount);
        long* keys = ids.Words;
        long node = firstNode;
        for (int row = 0; row < ids.RowCount; row++)
        {
            Prefetch(keys, row + Ahead, ids.RowCount);
            if (!ids.IsFull && !ids.IsPresent(row))
            {
                node++;
                continue;
            }
            var slot = FindSlot(keys[row]);
            if (slot->NodePlusOne != 0)
            {
                duplicates.Add(row);
                continue;
            }
            slot->Key = keys[row];
            slot->NodePlusOne = ++node;
            _count++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Find(ColumnChunk ids, Span<long> nodes)
    {
        if (_count == 0)
        {
            nodes.Fill(-1);
            return;
        }
        long* keys = ids.Words;
        bool isFull = ids.IsFull;
        for (int row = 0; row < ids.RowCount; row++)
        {
            Prefetch(keys, row + Ahead, ids.RowCount);
            // An empty slot holds 0 where a node plus one would stand: the result is -1.
            nodes[row] = isFull || ids.IsPresent(row) ? FindSlot(keys[row])->NodePlusOne - 1 : -1;
        }
    }

    public override void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
        _capacity = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(long* keys, int row, int rowCount)
    {
        if (row < rowCount && Sse.IsSupported)
        {
            Sse.Prefetch0(_slots + (IdHash.Of(keys[row], _seed) >> _shift));
        }
    }

    /// <summary>The slot that holds the key, or the empty one where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Slot* FindSlot(long key)
    {
        long index = (long)(IdHash.Of(key, _seed) >> _shift);
        while (true)
        {
            var slot = _slots + index;
            if (slot->Key == key || slot->NodePlusOne == 0)
            {
                // Key 0 equals the cleared key of an empty slot; both readings agree.
                return slot;
            }
            index = (index + 1) & (_capacity - 1);
        }
    }

    private void Resize(long count)
    {
        long wanted = Math.Max(SmallestCapacity, count + (count / 2));
        long capacity = (long)BitOperations.RoundUpToPowerOf2((ulong)wanted);
        var old = _slots;
        long oldCapacity = _capacity;
        _slots = (Slot*)NativeMemory.AllocZeroed((nuint)capacity, (nuint)sizeof(Slot));
        _capacity = capacity;
        _shift = 64 - BitOperations.Log2((ulong)capacity);
        for (long i = 0; i < oldCapacity; i++)
        {
            if (old[i].NodePlusOne != 0)
            {
                *FindSlot(old[i].Key) = old[i];
            }
        }
        NativeMemory.Free(old);
    }

    private struct Slot
    {
        public long Key;
        public long NodePlusOne;
    }
}
