using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Quiver.Foundation.Memory;
using Quiver.Import.Values;

namespace Quiver.Import.Ids;

/// <summary>
/// Text ids in an open-addressing table of 64-bit hashes, each with the place of the id's bytes, which every hit is compared with.
/// </summary>
/// <remarks>
/// A record in the pages: <c>node (8 bytes) length (4 bytes) text</c>, at a multiple of 8.
/// Unsafe: raw slots and records, prefetched some rows ahead.
/// </remarks>
internal sealed unsafe class TextIdMap : IdMap
{
    private const int Ahead = 16;
    private const long SmallestCapacity = 1024;
    private const int PageBits = 24;
    private const int PageBytes = 1 << PageBits;
    private const int RecordHeaderBytes = 12;

    private readonly ulong _seed = IdHash.Seed;
    private readonly List<ScratchMemory> _pages = [];
    private ulong[] _hashes = [];
    private Slot* _slots;
    private long _capacity;
    private int _shift;
    private long _count;
    private int _pageUsed = PageBytes;

    public override long Count => _count;

    public override long MemoryBytes =>
        (_capacity * sizeof(Slot)) + ((long)_pages.Count << PageBits);

    public override void Reserve(long count)
    {
        if (count + (count / 2) > _capacity)
        {
            Resize(count);
        }
    }

    public override void Add(ColumnChunk ids, long firstNode, List<int> duplicates)
    {
        Reserve(_count + ids.RowCount);
        if (_hashes.Length < ids.RowCount)
        {
            _hashes = new ulong[ids.RowCount];
        }
        Hash(ids, _hashes);
        long node = firstNode;
        for (int row = 0; row < ids.RowCount; row++)
        {
            Prefetch(_hashes, row + Ahead, ids.RowCount);
            if (!ids.IsPresent(row))
            {
                node++;
                continue;
            }
            var text = ids.BytesOf(row);
            var slot = FindSlot(_hashes[row], text);
            if (slot->RecordPlusOne != 0)
            {
                duplicates.Add(row);
                continue;
            }
            slot->Hash = _hashes[row];
            slot->RecordPlusOne = AddRecord(text, node++) + 1;
            _count++;
        }
    }

    public override void Find(ColumnChunk ids, Span<long> nodes)
    {
        if (_count == 0)
        {
            nodes.Fill(-1);
            return;
        }
        // Shared between threads: the hashes are the caller's thread's own.
        ulong[] hashes = System.Buffers.ArrayPool<ulong>.Shared.Rent(ids.RowCount);
        Hash(ids, hashes);
        for (int row = 0; row < ids.RowCount; row++)
        {
            Prefetch(hashes, row + Ahead, ids.RowCount);
            nodes[row] = -1;
            if (ids.IsPresent(row))
            {
                long record = FindSlot(hashes[row], ids.BytesOf(row))->RecordPlusOne;
                nodes[row] = record == 0 ? -1 : *(long*)Record(record - 1);
            }
        }
        System.Buffers.ArrayPool<ulong>.Shared.Return(hashes);
    }

    public override void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
        _capacity = 0;
        foreach (var page in _pages)
        {
            page.Dispose();
        }
        _pages.Clear();
    }

    private void Hash(ColumnChunk ids, ulong[] hashes)
    {
        int* offsets = ids.Offsets;
        for (int row = 0; row < ids.RowCount; row++)
        {
            int start = offsets[row];
            hashes[row] = IdHash.Of(ids.Bytes + start, offsets[row + 1] - start, _seed);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(ulong[] hashes, int row, int rowCount)
    {
        if (row < rowCount && Sse.IsSupported)
        {
            Sse.Prefetch0(_slots + (hashes[row] >> _shift));
        }
    }

    private Slot* FindSlot(ulong hash, ReadOnlySpan<byte> text)
    {
        long index = (long)(hash >> _shift);
        while (true)
        {
            var slot = _slots + index;
            if (slot->RecordPlusOne == 0)
            {
                return slot;
            }
            if (slot->Hash == hash)
            {
                byte* record = Record(slot->RecordPlusOne - 1);
                int length = *(int*)(record + sizeof(long));
                if (text.SequenceEqual(new ReadOnlySpan<byte>(record + RecordHeaderBytes, length)))
                {
                    return slot;
                }
            }
            index = (index + 1) & (_capacity - 1);
        }
    }

    private byte* Record(long place) =>
        _pages[(int)(place >> PageBits)].Pointer + (place & (PageBytes - 1));

    private long AddRecord(ReadOnlySpan<byte> text, long node)
    {
        int size = (RecordHeaderBytes + text.Length + 7) & -8;
        if (size > PageBytes)
        {
            throw ImportErrors.IdTooLong(text, PageBytes - RecordHeaderBytes);
        }
        if (_pageUsed + size > PageBytes)
        {
            _pages.Add(new ScratchMemory(PageBytes));
            _pageUsed = 0;
        }
        long place = ((long)(_pages.Count - 1) << PageBits) + _pageUsed;
        byte* record = Record(place);
        *(long*)record = node;
        *(int*)(record + sizeof(long)) = text.Length;
        text.CopyTo(new Span<byte>(record + RecordHeaderBytes, text.Length));
        _pageUsed += size;
        return place;
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
            if (old[i].RecordPlusOne != 0)
            {
                long index = (long)(old[i].Hash >> _shift);
                while (_slots[index].RecordPlusOne != 0)
                {
                    index = (index + 1) & (_capacity - 1);
                }
                _slots[index] = old[i];
            }
        }
        NativeMemory.Free(old);
    }

    private struct Slot
    {
        public ulong Hash;
        public long RecordPlusOne;
    }
}
