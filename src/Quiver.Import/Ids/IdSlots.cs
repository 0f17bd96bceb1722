using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Quiver.Foundation;
using Quiver.Foundation.Memory;

namespace Quiver.Import.Ids;

/// <summary>
/// The slots of an open-addressing table with linear probing, at most two thirds full. A slot's place is given by the high bits of its hash, so that slots lie
/// in the order of hashes but for the disorder inside a cluster of neighbours.
/// </summary>
/// <remarks>Unsafe: raw slots; indexes are masked by the capacity, and there is always an empty slot to end a search.</remarks>
internal sealed unsafe class IdSlots : IDisposable
{
    private const long SmallestCapacity = 1024;

    private ZeroedMemory? _memory;
    private IdSlot* _slots;
    private long _capacity;
    private int _shift = 63;

    /// <summary>Slots in use; counted by the owner.</summary>
    public long Count { get; set; }

    /// <summary>Bytes of memory held.</summary>
    public long MemoryBytes => _capacity * sizeof(IdSlot);

    /// <summary>Bytes that room for so many takes.</summary>
    public static long BytesFor(long count) => CapacityFor(count) * sizeof(IdSlot);

    /// <summary>How many fit before the slots must grow.</summary>
    public long Room => _capacity / 3 * 2;

    /// <summary>Makes room for so many in all.</summary>
    /// <param name="count">How many.</param>
    /// <param name="threads">So many threads take the memory from the system now; 0 to take it as slots are used.</param>
    public void Reserve(long count, int threads = 0)
    {
        if (count > Room)
        {
            Resize(CapacityFor(count), threads);
        }
    }

    /// <summary>Starts loading the slot where a hash belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong hash)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_slots + (hash >> _shift));
        }
    }

    /// <summary>The first slot that holds the hash, or the empty one where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public IdSlot* Find(ulong hash)
    {
        var slot = _slots + (hash >> _shift);
        // A hash of 0 equals the cleared hash of an empty slot; both readings agree.
        while (slot->Hash != hash && slot->Value != 0)
        {
            slot = After(slot);
        }
        return slot;
    }

    /// <summary>The next slot that holds the hash of a slot, or the empty one where it belongs.</summary>
    public IdSlot* FindNext(IdSlot* slot)
    {
        ulong hash = slot->Hash;
        slot = After(slot);
        while (slot->Hash != hash && slot->Value != 0)
        {
            slot = After(slot);
        }
        return slot;
    }

    /// <summary>Copies the next cluster in the order of hashes; false after the last one.</summary>
    /// <param name="index">Where to go on: 0 at first.</param>
    /// <param name="cluster">Is cleared, and receives the slots.</param>
    public bool TryNextCluster(ref long index, List<IdSlot> cluster)
    {
        cluster.Clear();
        while (cluster.Count == 0 && index < _capacity)
        {
            while (index < _capacity && _slots[index].Value == 0)
            {
                index++;
            }
            for (; index < _capacity && _slots[index].Value != 0; index++)
            {
                if (!IsAround(index))
                {
                    cluster.Add(_slots[index]);
                }
            }
            // What went around the end belongs to the last cluster, though it stands in the first.
            for (long i = 0; index == _capacity && _slots[i].Value != 0; i++)
            {
                if (IsAround(i))
                {
                    cluster.Add(_slots[i]);
                }
            }
        }
        SortByHash(CollectionsMarshal.AsSpan(cluster));
        return cluster.Count > 0;
    }

    /// <summary>Frees the memory.</summary>
    public void Clear()
    {
        _memory?.Dispose();
        _memory = null;
        _slots = null;
        _capacity = 0;
        _shift = 63;
        Count = 0;
    }

    public void Dispose() => Clear();

    /// <summary>Sorts a cluster by moving each slot in front of those with higher hashes, of which it met no more when it was entered.</summary>
    private static void SortByHash(Span<IdSlot> cluster)
    {
        for (int next = 1; next < cluster.Length; next++)
        {
            var slot = cluster[next];
            int place = next;
            for (; place > 0 && cluster[place - 1].Hash > slot.Hash; place--)
            {
                cluster[place] = cluster[place - 1];
            }
            cluster[place] = slot;
        }
    }

    private static long CapacityFor(long count) =>
        Math.Max(
            SmallestCapacity,
            (long)BitOperations.RoundUpToPowerOf2((ulong)(count / 2 * 3) + 3)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private IdSlot* After(IdSlot* slot) => slot + 1 == _slots + _capacity ? _slots : slot + 1;

    /// <summary>Whether a slot near the start holds what belongs near the end.</summary>
    private bool IsAround(long index) => (long)(_slots[index].Hash >> _shift) > index;

    private void Resize(long capacity, int threads)
    {
        Invariant.Assert(Count < capacity);
        var old = _slots;
        long oldCapacity = _capacity;
        var memory = new ZeroedMemory(capacity * sizeof(IdSlot));
        if (threads > 0)
        {
            memory.Populate(threads);
        }
        _slots = (IdSlot*)memory.Pointer;
        _capacity = capacity;
        _shift = 64 - BitOperations.Log2((ulong)capacity);
        for (long i = 0; i < oldCapacity; i++)
        {
            if (old[i].Value != 0)
            {
                var slot = _slots + (old[i].Hash >> _shift);
                while (slot->Value != 0)
                {
                    slot = After(slot);
                }
                *slot = old[i];
            }
        }
        _memory?.Dispose();
        _memory = memory;
    }
}
