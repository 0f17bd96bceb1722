using Quiver.Foundation;

namespace Quiver.Import.Pipeline;

/// <summary>Numbers names in the order of their first use. Thread safe.</summary>
internal sealed class NameRegistry
{
    private const int LeastNames = 64;
    private const int HashShift = 32;

    private readonly Lock _lock = new();
    private string[] _names = new string[LeastNames];

    /// <summary>By hash, 0 where a slot is free: the number of a name + 1, and above it the hash, so that names are compared only where theirs are equal, and moved without looking at them. At most half are taken.</summary>
    private ulong[] _slots = new ulong[2 * LeastNames];
    private int _count;

    /// <summary>How many names there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>The number of a name, which is given one when it is new.</summary>
    public int NumberOf(string name)
    {
        lock (_lock)
        {
            int hash = name.GetHashCode(StringComparison.Ordinal);
            ref ulong slot = ref SlotOf(name, hash);
            if (slot == 0)
            {
                if (_count == _names.Length)
                {
                    Grow();
                    slot = ref SlotOf(name, hash);
                }
                _names[_count++] = name;
                slot = ((ulong)(uint)hash << HashShift) | (uint)_count;
            }
            return (int)(uint)slot - 1;
        }
    }

    /// <summary>The number of a name; -1 when it has none.</summary>
    public int Find(string name)
    {
        lock (_lock)
        {
            return (int)(uint)SlotOf(name, name.GetHashCode(StringComparison.Ordinal)) - 1;
        }
    }

    /// <summary>The number of a name in a block; a new one gets it in the order of the input.</summary>
    /// <param name="name">The name.</param>
    /// <param name="order">The order of the blocks.</param>
    /// <param name="sequence">The block's place among all.</param>
    public int NumberOf(string name, FirstUseOrder order, long sequence)
    {
        if (Find(name) is >= 0 and var number)
        {
            return number;
        }
        order.WaitFor(sequence);
        return NumberOf(name);
    }

    /// <summary>The name of a number.</summary>
    public string NameOf(int number)
    {
        lock (_lock)
        {
            return _names[number];
        }
    }

    /// <summary>Gives names that <see cref="WriteTo"/> wrote their numbers again; those that are known already come first among them.</summary>
    public void Restore(BinaryReader input)
    {
        int count = input.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            Invariant.Assert(NumberOf(input.ReadString()) == i);
        }
    }

    /// <summary>Writes all names in the order of their numbers.</summary>
    public void WriteTo(BinaryWriter output)
    {
        string[] names = ToArray();
        output.Write(names.Length);
        foreach (string name in names)
        {
            output.Write(name);
        }
    }

    /// <summary>How many bytes <see cref="WriteTo"/> writes, where names are short and ASCII.</summary>
    public long CountBytes()
    {
        lock (_lock)
        {
            long bytes = sizeof(int);
            foreach (string name in _names.AsSpan(0, _count))
            {
                bytes += 1 + name.Length;
            }
            return bytes;
        }
    }

    /// <summary>All names in the order of their numbers.</summary>
    public string[] ToArray()
    {
        lock (_lock)
        {
            return _names.AsSpan(0, _count).ToArray();
        }
    }

    /// <summary>The slot of a name, or the free one where it would be.</summary>
    private ref ulong SlotOf(string name, int hash)
    {
        int mask = _slots.Length - 1;
        for (int at = hash & mask; ; at = (at + 1) & mask)
        {
            ref ulong slot = ref _slots[at];
            if (
                slot == 0
                || (
                    (int)(slot >> HashShift) == hash
                    && string.Equals(_names[(int)(uint)slot - 1], name, StringComparison.Ordinal)
                )
            )
            {
                return ref slot;
            }
        }
    }

    private void Grow()
    {
        int capacity = _count * 2;
        Array.Resize(ref _names, capacity);
        ulong[] slots = new ulong[2 * capacity];
        int mask = slots.Length - 1;
        foreach (ulong slot in _slots)
        {
            if (slot != 0)
            {
                int at = (int)(slot >> HashShift) & mask;
                while (slots[at] != 0)
                {
                    at = (at + 1) & mask;
                }
                slots[at] = slot;
            }
        }
        _slots = slots;
    }
}
