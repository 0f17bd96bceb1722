using System.Runtime.InteropServices;
using Quiver.Foundation;

namespace Quiver.Import.Pipeline;

/// <summary>Numbers names in the order of their first use. Thread safe.</summary>
internal sealed class NameRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>How many names there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _names.Count;
            }
        }
    }

    /// <summary>The number of a name, which is given one when it is new.</summary>
    public int NumberOf(string name)
    {
        lock (_lock)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _numbers,
                name,
                out bool isKnown
            );
            if (!isKnown)
            {
                number = _names.Count;
                _names.Add(name);
            }
            return number;
        }
    }

    /// <summary>The number of a name; -1 when it has none.</summary>
    public int Find(string name)
    {
        lock (_lock)
        {
            return _numbers.GetValueOrDefault(name, -1);
        }
    }

    /// <summary>The number of a name in a block; a new one gets it in the order of the input.</summary>
    /// <param name="name">The name.</param>
    /// <param name="order">The order of the blocks.</param>
    /// <param name="sequence">The block's place among all.</param>
    public int NumberOf(string name, FirstUseOrder order, long sequence)
    {
        lock (_lock)
        {
            if (_numbers.TryGetValue(name, out int number))
            {
                return number;
            }
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
        var names = ToList();
        output.Write(names.Count);
        foreach (string name in names)
        {
            output.Write(name);
        }
    }

    /// <summary>All names in the order of their numbers.</summary>
    public IReadOnlyList<string> ToList()
    {
        lock (_lock)
        {
            return [.. _names];
        }
    }
}
