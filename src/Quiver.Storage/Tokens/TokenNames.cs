using System.Numerics;
using Quiver.Foundation;

namespace Quiver.Storage.Tokens;

/// <summary>
/// An immutable numbering of names: labels, relationship types or property keys, of which there may be millions. Numbers are never reused. Thread safe.
/// </summary>
/// <remarks>Names are indexed when one is looked for first: who writes them, as an import does, never looks for any.</remarks>
public sealed class TokenNames
{
    /// <summary>No names.</summary>
    public static readonly TokenNames Empty = new([]);

    private const int LeastSlots = 4;

    private readonly string[] _names;

    /// <summary>Numbers of names + 1 by hash, 0 where a slot is free; null until it is needed.</summary>
    private int[]? _slots;

    /// <summary>Numbers the names, each of which is another, in the given order, from 0.</summary>
    public TokenNames(IReadOnlyList<string> names)
    {
        _names = [.. names];
    }

    /// <summary>How many names there are.</summary>
    public int Count => _names.Length;

    /// <summary>All names in the order of their numbers.</summary>
    public IReadOnlyList<string> All => _names;

    /// <summary>The same without an object in between: there may be millions.</summary>
    internal ReadOnlySpan<string> Span => _names;

    /// <summary>The name of a number.</summary>
    public string this[int number] => _names[number];

    /// <summary>The number of a name, or -1.</summary>
    public int Find(string name)
    {
        // Two threads may both index: what they make is the same.
        int[] slots = Volatile.Read(ref _slots) ?? Index();
        return slots[SlotOf(name, slots)] - 1;
    }

    /// <summary>These names and further ones.</summary>
    public TokenNames With(IReadOnlyList<string> further) =>
        further.Count == 0 ? this : new([.. _names, .. further]);

    private int[] Index()
    {
        // At most half of the slots are taken.
        uint count = (uint)Math.Max(LeastSlots, _names.Length * 2L);
        int[] slots = new int[BitOperations.RoundUpToPowerOf2(count)];
        for (int number = 0; number < _names.Length; number++)
        {
            ref int slot = ref slots[SlotOf(_names[number], slots)];
            Invariant.Assert(slot == 0);
            slot = number + 1;
        }
        Volatile.Write(ref _slots, slots);
        return slots;
    }

    /// <summary>The slot of a name, or the free one where it would be.</summary>
    private int SlotOf(string name, int[] slots)
    {
        int mask = slots.Length - 1;
        int slot = name.GetHashCode(StringComparison.Ordinal) & mask;
        while (
            slots[slot] != 0
            && !string.Equals(_names[slots[slot] - 1], name, StringComparison.Ordinal)
        )
        {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
