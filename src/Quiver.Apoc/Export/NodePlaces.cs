using System.Runtime.CompilerServices;

namespace Quiver.Apoc.Export;

/// <summary>Where the texts of nodes stand: a hash table of fixed size, whose slots stay valid until it is emptied.</summary>
internal sealed class NodePlaces
{
    /// <summary>The most nodes.</summary>
    public const int MaxNodes = 1 << 15;

    private const int SlotBits = 16;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly long[] _nodes = new long[1 << SlotBits];
    private readonly NodePlace[] _places = new NodePlace[1 << SlotBits];

    /// <summary>Begins empty.</summary>
    public NodePlaces() => Array.Fill(_nodes, -1);

    /// <summary>How many nodes there are.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that it holds.</summary>
    public static long HeldBytes => (long)(sizeof(long) + 3 * sizeof(int)) << SlotBits;

    /// <summary>The place of a slot; empty until it is set.</summary>
    public ref NodePlace this[int slot] => ref _places[slot];

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Fill(_nodes, -1);
        Count = 0;
    }

    /// <summary>The slot of a node that is there; negative for another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(long node)
    {
        for (int slot = FirstSlotOf(node); ; slot = (slot + 1) & (_nodes.Length - 1))
        {
            if (_nodes[slot] == node)
            {
                return slot;
            }
            if (_nodes[slot] < 0)
            {
                return -1;
            }
        }
    }

    /// <summary>The slot of a node, which is added where it is not there; negative where it would be one too many.</summary>
    /// <param name="node">The node, whose id is not negative.</param>
    /// <param name="isNew">Whether it was added.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(long node, out bool isNew)
    {
        isNew = false;
        for (int slot = FirstSlotOf(node); ; slot = (slot + 1) & (_nodes.Length - 1))
        {
            if (_nodes[slot] == node)
            {
                return slot;
            }
            if (_nodes[slot] < 0)
            {
                if (Count == MaxNodes)
                {
                    return -1;
                }
                Count++;
                isNew = true;
                _nodes[slot] = node;
                _places[slot] = default;
                return slot;
            }
        }
    }

    private static int FirstSlotOf(long node) =>
        (int)(((ulong)node * Multiplier) >> (64 - SlotBits));
}
