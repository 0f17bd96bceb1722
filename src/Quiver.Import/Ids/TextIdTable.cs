using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Quiver.Foundation.Memory;
using Quiver.Import.Values;

namespace Quiver.Import.Ids;

/// <summary>Text ids by their hash; a slot's value is the address of a record with the node and the id's bytes, which every hit is compared with.</summary>
/// <remarks>
/// A record: <c>node (8 bytes) length (4 bytes) text</c>, at a multiple of 8. Lookups go through a group of rows in steps, each of which starts loading what the next one
/// needs: first the slots, then the records. Unsafe: records are reached only through slots that this table wrote, and do not move.
/// </remarks>
internal sealed unsafe class TextIdTable(IdHash hash) : IdTable
{
    private const int Group = 64;
    private const int SmallPageBytes = 64 << 10;
    private const int PageBytes = 2 << 20;
    private const int LongestText = 16 << 20;
    private const int RecordHeaderBytes = 12;

    private readonly IdSlots _slots = new();
    private readonly List<ZeroedMemory> _pages = [];
    private byte* _free;
    private long _freeBytes;
    private long _pageBytes;

    public override long Count => _slots.Count;

    public override long MemoryBytes => _slots.MemoryBytes + _pageBytes;

    public override long BytesToReserve(long count) => IdSlots.BytesFor(count);

    public override long BytesToAdd(long count, long textBytes)
    {
        long records = textBytes + (count * (RecordHeaderBytes + sizeof(long) - 1));
        long pages = records <= _freeBytes ? 0 : records + UsualPageBytes;
        long slots =
            _slots.Count + count <= _slots.Room ? 0 : IdSlots.BytesFor(_slots.Count + count);
        return slots + pages;
    }

    public override void Reserve(long count) => _slots.Reserve(count);

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
        long node = firstNode;
        ulong* hashes = stackalloc ulong[Group];
        for (int from = 0; from < ids.RowCount; from += Group)
        {
            int end = Math.Min(from + Group, ids.RowCount);
            StartGroup(ids, from, end, hashes);
            for (int row = from; row < end; row++)
            {
                if (!known.IsEmpty && known[0].Row == row)
                {
                    duplicates.Add(known[0]);
                    known = known[1..];
                    continue;
                }
                if (!ids.IsPresent(row))
                {
                    node++;
                    continue;
                }
                byte* text = ids.Bytes + ids.Offsets[row];
                int length = ids.Offsets[row + 1] - ids.Offsets[row];
                var slot = FindText(slots.Find(hashes[row - from]), text, length);
                if (slot->Value != 0)
                {
                    duplicates.Add(new DuplicateId(row, *(long*)slot->Value));
                    continue;
                }
                slot->Hash = hashes[row - from];
                slot->Value = (long)AddRecord(text, length, node++);
                slots.Count++;
            }
        }
    }

    public override void Add(in IdEntry entry)
    {
        _slots.Reserve(_slots.Count + 1);
        var slot = _slots.Find(entry.Hash);
        while (slot->Value != 0)
        {
            slot = _slots.FindNext(slot);
        }
        slot->Hash = entry.Hash;
        slot->Value = (long)AddRecord(entry.Text, entry.Length, entry.Node);
        _slots.Count++;
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
        ulong* hashes = stackalloc ulong[Group];
        var found = stackalloc IdSlot*[Group];
        for (int from = 0; from < ids.RowCount; from += Group)
        {
            int count = Math.Min(Group, ids.RowCount - from);
            StartGroup(ids, from, from + count, hashes);
            for (int i = 0; i < count; i++)
            {
                found[i] = slots.Find(hashes[i]);
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0((byte*)found[i]->Value);
                }
            }
            for (int i = 0; i < count; i++)
            {
                int row = from + i;
                int start = ids.Offsets[row];
                var slot = FindText(found[i], ids.Bytes + start, ids.Offsets[row + 1] - start);
                nodes[row] =
                    slot->Value != 0 && (ids.IsFull || ids.IsPresent(row))
                        ? *(long*)slot->Value
                        : -1;
            }
        }
    }

    public override void WriteTo(IdFileWriter writer)
    {
        var cluster = new List<IdSlot>();
        for (long index = 0; _slots.TryNextCluster(ref index, cluster); )
        {
            foreach (var slot in cluster)
            {
                byte* record = (byte*)slot.Value;
                int length = *(int*)(record + sizeof(long));
                writer.Add(
                    new IdEntry(slot.Hash, *(long*)record, record + RecordHeaderBytes, length)
                );
            }
        }
    }

    public override void Clear()
    {
        _slots.Clear();
        foreach (var page in _pages)
        {
            page.Dispose();
        }
        _pages.Clear();
        _pageBytes = 0;
        _freeBytes = 0;
    }

    /// <summary>Hashes a group of rows and starts loading their slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StartGroup(ColumnChunk ids, int from, int end, ulong* hashes)
    {
        int* offsets = ids.Offsets;
        byte* bytes = ids.Bytes;
        for (int row = from; row < end; row++)
        {
            int start = offsets[row];
            ulong value = hash.Of(bytes + start, offsets[row + 1] - start);
            hashes[row - from] = value;
            _slots.Prefetch(value);
        }
    }

    /// <summary>Goes on from the first slot that has a text's hash to the one with the text itself, or to the empty one where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private IdSlot* FindText(IdSlot* slot, byte* text, int length)
    {
        while (slot->Value != 0 && !IsText((byte*)slot->Value, text, length))
        {
            slot = _slots.FindNext(slot);
        }
        return slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsText(byte* record, byte* text, int length)
    {
        if (*(int*)(record + sizeof(long)) != length)
        {
            return false;
        }
        byte* known = record + RecordHeaderBytes;
        if (length < sizeof(ulong))
        {
            return new ReadOnlySpan<byte>(known, length).SequenceEqual(
                new ReadOnlySpan<byte>(text, length)
            );
        }
        // Eight bytes a step; the last step may overlap the one before.
        int last = length - sizeof(ulong);
        for (int at = 0; at < last; at += sizeof(ulong))
        {
            if (Unsafe.ReadUnaligned<ulong>(known + at) != Unsafe.ReadUnaligned<ulong>(text + at))
            {
                return false;
            }
        }
        return Unsafe.ReadUnaligned<ulong>(known + last)
            == Unsafe.ReadUnaligned<ulong>(text + last);
    }

    /// <summary>Small maps need not take a large page.</summary>
    private int UsualPageBytes => _pageBytes < PageBytes ? SmallPageBytes : PageBytes;

    private byte* AddRecord(byte* text, int length, long node)
    {
        int size = (RecordHeaderBytes + length + 7) & -8;
        if (size > _freeBytes)
        {
            AddPage(text, length, size);
        }
        byte* record = _free;
        *(long*)record = node;
        *(int*)(record + sizeof(long)) = length;
        Unsafe.CopyBlockUnaligned(record + RecordHeaderBytes, text, (uint)length);
        _free += size;
        _freeBytes -= size;
        return record;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddPage(byte* text, int length, int size)
    {
        if (length > LongestText)
        {
            throw ImportErrors.IdTooLong(new ReadOnlySpan<byte>(text, length), LongestText);
        }
        // A long id gets a page of its own length.
        var page = new ZeroedMemory(Math.Max(UsualPageBytes, size));
        _pages.Add(page);
        _pageBytes += page.Length;
        _free = page.Pointer;
        _freeBytes = page.Length;
    }
}
