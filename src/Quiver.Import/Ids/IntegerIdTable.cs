using System.Runtime.CompilerServices;
using Quiver.Import.Values;

namespace Quiver.Import.Ids;

/// <summary>Integer ids by their hash, which is as good as the id itself; a slot's value is the node plus one.</summary>
/// <remarks>Unsafe: raw slots, which are prefetched some rows ahead of their use: a lookup then costs a memory throughput, not a latency.</remarks>
internal sealed unsafe class IntegerIdTable(IdHash hash) : IdTable
{
    private const int Ahead = 16;

    private readonly IdSlots _slots = new();

    public override long Count => _slots.Count;

    public override long MemoryBytes => _slots.MemoryBytes;

    public override long BytesToReserve(long count) => IdSlots.BytesFor(count);

    public override long BytesToAdd(long count, long textBytes) =>
        _slots.Count + count <= _slots.Room ? 0 : IdSlots.BytesFor(_slots.Count + count);

    public override void Reserve(long count) => _slots.Reserve(count);

    /// <summary>Makes room for so many in all, which are all entered now: several threads take the memory from the system.</summary>
    public void Reserve(long count, int threads) => _slots.Reserve(count, threads);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(
        ColumnChunk ids,
        long firstNode,
        ReadOnlySpan<DuplicateId> known,
        List<DuplicateId> duplicates
    )
    {
        var slots = _slots;
        slots.Reserve(slots.Count + ids.RowCount);
        long* keys = ids.Words;
        int rowCount = ids.RowCount;
        long node = firstNode;
        for (int row = 0; row < rowCount; row++)
        {
            if (row + Ahead < rowCount)
            {
                slots.Prefetch(hash.Of(keys[row + Ahead]));
            }
            if (!known.IsEmpty && known[0].Row == row)
            {
                duplicates.Add(known[0]);
                known = known[1..];
                continue;
            }
            if (!ids.IsFull && !ids.IsPresent(row))
            {
                node++;
                continue;
            }
            ulong key = hash.Of(keys[row]);
            var slot = slots.Find(key);
            if (slot->Value != 0)
            {
                duplicates.Add(new DuplicateId(row, slot->Value - 1));
                continue;
            }
            slot->Hash = key;
            slot->Value = ++node;
            slots.Count++;
        }
    }

    public override void Add(in IdEntry entry)
    {
        _slots.Reserve(_slots.Count + 1);
        var slot = _slots.Find(entry.Hash);
        slot->Hash = entry.Hash;
        slot->Value = entry.Node + 1;
        _slots.Count++;
    }

    /// <summary>Enters those of some ids that it lacks; there is room for all.</summary>
    public void AddMissing(ReadOnlySpan<long> ids, ReadOnlySpan<long> nodes)
    {
        var slots = _slots;
        for (int i = 0; i < ids.Length; i++)
        {
            if (i + Ahead < ids.Length)
            {
                slots.Prefetch(hash.Of(ids[i + Ahead]));
            }
            ulong key = hash.Of(ids[i]);
            var slot = slots.Find(key);
            if (slot->Value == 0)
            {
                slot->Hash = key;
                slot->Value = nodes[i] + 1;
                slots.Count++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Find(ColumnChunk ids, Span<long> nodes)
    {
        var slots = _slots;
        if (slots.Count == 0)
        {
            nodes.Fill(-1);
            return;
        }
        long* keys = ids.Words;
        int rowCount = ids.RowCount;
        bool isFull = ids.IsFull;
        for (int row = 0; row < rowCount; row++)
        {
            if (row + Ahead < rowCount)
            {
                slots.Prefetch(hash.Of(keys[row + Ahead]));
            }
            // An empty slot holds 0 where a node plus one would stand: the result is -1.
            nodes[row] =
                isFull || ids.IsPresent(row) ? slots.Find(hash.Of(keys[row]))->Value - 1 : -1;
        }
    }

    public override void WriteTo(IdFileWriter writer)
    {
        var cluster = new List<IdSlot>();
        for (long index = 0; _slots.TryNextCluster(ref index, cluster); )
        {
            foreach (var slot in cluster)
            {
                writer.Add(new IdEntry(slot.Hash, slot.Value - 1, null, 0));
            }
        }
    }

    public override void Clear() => _slots.Clear();
}
