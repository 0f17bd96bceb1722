using System.Buffers.Binary;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Numbers of short cells, in one array: a look-up touches one place of it. There may be tens of thousands, and every row asks for one. Not thread safe.
/// </summary>
internal sealed class CellNumbers
{
    /// <summary>Bytes of a cell at most.</summary>
    public const int MostBytes = 16;

    private const int LeastSlots = 64;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    // New in each process, so that no file can be made to collide.
    private readonly ulong _seed = (ulong)Random.Shared.NextInt64();
    private Slot[] _slots = new Slot[LeastSlots];

    /// <summary>How many cells there are.</summary>
    public int Count { get; private set; }

    /// <summary>Looks for a cell.</summary>
    /// <param name="context">What its meaning depends on besides.</param>
    /// <param name="raw">Its bytes, not too many.</param>
    /// <param name="number">Its number.</param>
    public bool TryGet(int context, ReadOnlySpan<byte> raw, out int number)
    {
        var cell = new Slot(raw, context, 0);
        ref readonly var slot = ref Find(_slots, cell);
        number = slot.Number - 1;
        return slot.Number != 0;
    }

    /// <summary>Adds a cell that is not there.</summary>
    public void Add(int context, ReadOnlySpan<byte> raw, int number)
    {
        // At most three in four of the slots are taken: tens of thousands of cells are to stay in the processor's cache.
        if (++Count > _slots.Length / 4 * 3)
        {
            Grow();
        }
        var cell = new Slot(raw, context, number + 1);
        Find(_slots, cell) = cell;
    }

    private void Grow()
    {
        var slots = GC.AllocateUninitializedArray<Slot>(_slots.Length * 2);
        // Memory that is read before it is written costs two page faults a page.
        Array.Clear(slots);
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Number != 0)
            {
                Find(slots, slot) = slot;
            }
        }
        _slots = slots;
    }

    /// <summary>The slot of a cell, or the free one where it would be.</summary>
    private ref Slot Find(Slot[] slots, in Slot cell)
    {
        int mask = slots.Length - 1;
        ulong hash = Mix(cell.First ^ _seed) ^ cell.Last ^ ((ulong)(uint)cell.Context << 32);
        for (int at = (int)Mix(hash ^ (uint)cell.Length) & mask; ; at = (at + 1) & mask)
        {
            ref var slot = ref slots[at];
            if (slot.Number == 0 || slot.IsSameCell(cell))
            {
                return ref slot;
            }
        }
    }

    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value, Multiplier, out ulong low);
        return high ^ low;
    }

    /// <summary>A cell's bytes and what it is numbered, plus one; 0 for a free slot. First and last bytes may overlap: with the length they say all.</summary>
    private readonly struct Slot
    {
        public Slot(ReadOnlySpan<byte> raw, int context, int number)
        {
            Context = context;
            Length = raw.Length;
            Number = number;
            if (raw.Length >= sizeof(ulong))
            {
                First = BinaryPrimitives.ReadUInt64LittleEndian(raw);
                Last = BinaryPrimitives.ReadUInt64LittleEndian(raw[^sizeof(ulong)..]);
            }
            else if (raw.Length >= sizeof(uint))
            {
                First = BinaryPrimitives.ReadUInt32LittleEndian(raw);
                Last = BinaryPrimitives.ReadUInt32LittleEndian(raw[^sizeof(uint)..]);
            }
            else if (raw.Length > 0)
            {
                First = raw[0] | ((ulong)raw[raw.Length / 2] << 8);
                Last = raw[^1];
            }
        }

        public readonly ulong First;

        public readonly ulong Last;

        public readonly int Context;

        public readonly int Length;

        public readonly int Number;

        public bool IsSameCell(in Slot other) =>
            First == other.First
            && Last == other.Last
            && Length == other.Length
            && Context == other.Context;
    }
}
