using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Quiver.Foundation;
using Quiver.Foundation.Memory;

namespace Quiver.Storage.Tokens;

/// <summary>
/// Names as UTF-8, numbered from 0 in the order of their first use, of which there may be millions: none is an object of its own. Not thread safe while names are added.
/// </summary>
/// <remarks>
/// Names stand one behind the other in pages, as a manifest has them: u32 length, bytes. Those that were added first are never moved or changed, so that a copy shares them.
/// </remarks>
public sealed class NameTable
{
    private const int PageBits = 18;
    private const int PageBytes = 1 << PageBits;
    private const int LeastNames = 64;
    private const int MostReserved = 1 << 20;
    private const int HashShift = 32;
    private const int MostStackBytes = 256;
    private const ulong First = 0xBF58476D1CE4E5B9;
    private const ulong Second = 0x94D049BB133111EB;

    /// <summary>Another one in each process, so that no input can aim at collisions.</summary>
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    private readonly List<byte[]> _pages;

    /// <summary>Bytes in use of each page.</summary>
    private readonly List<int> _used;
    private int[] _places;

    /// <summary>Whether another table may add names to the last page and to <see cref="_places"/>.</summary>
    private bool _isShared;

    /// <summary>By hash, 0 where a slot is free: the number of a name + 1, and above it the hash, so that names are compared only where theirs are equal, and moved without looking at them. At most half are taken; empty until somebody looks for a name.</summary>
    private ulong[] _slots = [];
    private ulong _touched;

    /// <summary>No names.</summary>
    public NameTable()
    {
        _pages = [];
        _used = [];
        _places = [];
    }

    private NameTable(NameTable other, int count)
    {
        Invariant.Assert(count <= other.Count);
        _pages = [.. other._pages];
        _used = [.. other._used];
        _places = other._places;
        _isShared = true;
        Count = count;
        if (count < other.Count)
        {
            // The page of the first name that is left out ends before it.
            int end = _places[count];
            int last = end >> PageBits;
            _pages.RemoveRange(last + 1, _pages.Count - last - 1);
            _used.RemoveRange(last + 1, _used.Count - last - 1);
            _used[last] = end & (PageBytes - 1);
        }
        foreach (int used in _used)
        {
            ByteCount += used;
        }
    }

    /// <summary>How many names there are.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of all <see cref="Pages"/>.</summary>
    public long ByteCount { get; private set; }

    /// <summary>The UTF-8 of a name.</summary>
    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            int place = _places.AsSpan(0, Count)[number];
            var record = _pages[place >> PageBits].AsSpan(place & (PageBytes - 1));
            return record.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(record));
        }
    }

    /// <summary>The text of a name.</summary>
    public string TextOf(int number) => Encoding.UTF8.GetString(this[number]);

    /// <summary>The same names, of which the memory is shared. Names may be added to both later: the other does not get them.</summary>
    public NameTable Copy() => Copy(Count);

    /// <summary>The first names, likewise.</summary>
    public NameTable Copy(int count) => new(this, count);

    /// <summary>The number of a name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        if (Count == 0)
        {
            return -1;
        }
        // Two threads may both index: what they make is the same.
        ulong[] slots = Volatile.Read(ref _slots);
        return NumberIn(SlotOf(name, HashOf(name), slots.Length > 0 ? slots : Index()));
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{byte})"/>
    public int Find(string name)
    {
        int most = Encoding.UTF8.GetMaxByteCount(name.Length);
        Span<byte> bytes = most <= MostStackBytes ? stackalloc byte[most] : new byte[most];
        return Find(bytes[..Encoding.UTF8.GetBytes(name, bytes)]);
    }

    /// <summary>The number of a name, which is given one when it is new.</summary>
    public int NumberOf(ReadOnlySpan<byte> name) => NumberOf(name, HashOf(name));

    /// <inheritdoc cref="NumberOf(ReadOnlySpan{byte})"/>
    /// <param name="name">The name.</param>
    /// <param name="hash">Its hash, by <see cref="HashOf"/>.</param>
    public int NumberOf(ReadOnlySpan<byte> name, uint hash)
    {
        if (_slots.Length < 2 * (Count + 1))
        {
            Index();
        }
        ref ulong slot = ref SlotOf(name, hash, _slots);
        if (slot == 0)
        {
            Append(name);
            slot = ((ulong)hash << HashShift) | (uint)Count;
        }
        return NumberIn(slot);
    }

    /// <inheritdoc cref="NumberOf(ReadOnlySpan{byte})"/>
    public int NumberOf(string name)
    {
        int most = Encoding.UTF8.GetMaxByteCount(name.Length);
        Span<byte> bytes = most <= MostStackBytes ? stackalloc byte[most] : new byte[most];
        return NumberOf(bytes[..Encoding.UTF8.GetBytes(name, bytes)]);
    }

    /// <summary>Brings the places where names will be looked for near, one behind the other without waiting: to be called for the hashes of a dozen of them, and then <see cref="NumberOf(ReadOnlySpan{byte}, uint)"/> for each.</summary>
    public void Touch(uint hash)
    {
        ulong[] slots = _slots;
        if (slots.Length > 0)
        {
            _touched ^= slots[(int)hash & (slots.Length - 1)];
        }
    }

    /// <summary>Makes room for more names, so that the table need not grow, which moves what it holds, as they come.</summary>
    /// <param name="names">How many come, as far as one can tell.</param>
    public void Reserve(int names)
    {
        int wanted = Count + Math.Min(names, MostReserved);
        if (_slots.Length < 2 * wanted)
        {
            Index(wanted);
        }
        if (_places.Length < wanted && !_isShared)
        {
            // A power of two: who says a little more each time does not have them moved each time.
            Array.Resize(ref _places, (int)BitOperations.RoundUpToPowerOf2((uint)wanted));
        }
    }

    /// <summary>Forgets all names and keeps the memory; not for a table that was copied.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        if (_pages.Count > 0)
        {
            _pages.RemoveRange(1, _pages.Count - 1);
            _used.RemoveRange(1, _used.Count - 1);
            _used[0] = 0;
        }
        Count = 0;
        ByteCount = 0;
    }

    /// <summary>All names in the order of their numbers, each as u32 length, bytes: many at once. Later names do not change what is given.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pages
    {
        get
        {
            for (int page = 0; page < _pages.Count; page++)
            {
                yield return _pages[page].AsMemory(0, _used[page]);
            }
        }
    }

    private static int NumberIn(ulong slot) => (int)(uint)slot - 1;

    /// <summary>The hash of a name, another one in each process: eight bytes a step, folded by a 128-bit product.</summary>
    public static uint HashOf(ReadOnlySpan<byte> name)
    {
        ulong hash = Seed ^ ((ulong)name.Length * First);
        while (name.Length > sizeof(ulong))
        {
            hash = Fold(hash ^ MemoryMarshal.Read<ulong>(name));
            name = name[sizeof(ulong)..];
        }
        ulong rest = 0;
        if (name.Length == sizeof(ulong))
        {
            rest = MemoryMarshal.Read<ulong>(name);
        }
        else
        {
            foreach (byte b in name)
            {
                rest = (rest << 8) | b;
            }
        }
        return (uint)(Fold(hash ^ rest) >> HashShift);
    }

    private static ulong Fold(ulong value)
    {
        ulong high = Math.BigMul(value, Second, out ulong low);
        return high ^ low;
    }

    /// <summary>The slot of a name, or the free one where it would be.</summary>
    private ref ulong SlotOf(ReadOnlySpan<byte> name, uint hash, ulong[] slots)
    {
        int mask = slots.Length - 1;
        for (int at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            ref ulong slot = ref slots[at];
            if (
                slot == 0
                || ((uint)(slot >> HashShift) == hash && this[NumberIn(slot)].SequenceEqual(name))
            )
            {
                return ref slot;
            }
        }
    }

    /// <summary>Makes slots for twice the names and one more, or for more names.</summary>
    private ulong[] Index(int atLeast = LeastNames)
    {
        int names = Math.Max(atLeast, Count + 1);
        ulong[] slots = HugePages.Allocate<ulong>(
            (int)BitOperations.RoundUpToPowerOf2((uint)names * 2)
        );
        // Memory that is read before it is written costs two page faults a page: Touch reads.
        Array.Clear(slots);
        int mask = slots.Length - 1;
        if (_slots.Length > 0)
        {
            foreach (ulong slot in _slots)
            {
                if (slot != 0)
                {
                    Put(slot, (int)(slot >> HashShift));
                }
            }
        }
        else
        {
            for (int number = 0; number < Count; number++)
            {
                uint hash = HashOf(this[number]);
                Put(((ulong)hash << HashShift) | (uint)(number + 1), (int)hash);
            }
        }
        Volatile.Write(ref _slots, slots);
        return slots;

        void Put(ulong slot, int hash)
        {
            int at = hash & mask;
            while (slots[at] != 0)
            {
                at = (at + 1) & mask;
            }
            slots[at] = slot;
        }
    }

    private void Append(ReadOnlySpan<byte> name)
    {
        if (Count == _places.Length || _isShared)
        {
            int[] places = new int[Math.Max(LeastNames, Count * 2)];
            _places.AsSpan(0, Count).CopyTo(places);
            _places = places;
        }
        int bytes = sizeof(int) + name.Length;
        bool isFull = _pages.Count == 0 || _pages[^1].Length - _used[^1] < bytes;
        if (isFull || _isShared)
        {
            _isShared = false;
            // A small table has a small page, a long name one of its own.
            int least = _pages.Count == 0 ? PageBytes / 64 : PageBytes;
            _pages.Add(GC.AllocateUninitializedArray<byte>(Math.Max(least, bytes)));
            _used.Add(0);
            Invariant.Assert(_pages.Count <= 1 << (31 - PageBits));
        }
        int last = _pages.Count - 1;
        int used = _used[last];
        var record = _pages[last].AsSpan(used, bytes);
        BinaryPrimitives.WriteInt32LittleEndian(record, name.Length);
        name.CopyTo(record[sizeof(int)..]);
        _used[last] = used + bytes;
        _places[Count++] = (last << PageBits) | used;
        ByteCount += bytes;
    }
}
