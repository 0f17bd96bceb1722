using System.Numerics;
using System.Runtime.InteropServices;
using Quiver.Storage.Increments;

namespace Quiver.Storage.Delta;

/// <summary>Makes one word of a relationship's node, type and neighbour, in as many bits as they need, whose order is that of the adjacency sections but for the ids.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct AdjacencyKeyLayout
{
    private const int KeyBits = 64;

    // Nodes that are new with an increment come behind those that are known.
    private long _added;
    private int _types;
    private int _nodeBits;
    private int _typeBits;

    /// <summary>One above the highest node that is not new with an increment.</summary>
    public long KnownNodes { get; private set; }

    /// <summary>Makes room for a relationship.</summary>
    public void Widen(in RelationshipEntry relationship)
    {
        Widen(relationship.Start);
        Widen(relationship.End);
        _types = Math.Max(_types, relationship.Type + 1);
    }

    /// <summary>Ends making room; false when a word does not suffice.</summary>
    public bool TryComplete()
    {
        _nodeBits = BitsOf(KnownNodes + _added);
        _typeBits = BitsOf(_types);
        return (2 * _nodeBits) + _typeBits <= KeyBits;
    }

    /// <summary>The word of a relationship.</summary>
    public readonly ulong KeyOf(in RelationshipEntry relationship, bool outgoing)
    {
        ulong start = Place(relationship.Start);
        ulong end = Place(relationship.End);
        var (node, neighbour) = outgoing ? (start, end) : (end, start);
        return (node << (_nodeBits + _typeBits))
            | ((ulong)relationship.Type << _nodeBits)
            | neighbour;
    }

    private void Widen(long node)
    {
        if (node < IncrementIds.First)
        {
            KnownNodes = Math.Max(KnownNodes, node + 1);
        }
        else
        {
            _added = Math.Max(_added, node - IncrementIds.First + 1);
        }
    }

    private readonly ulong Place(long node) =>
        (ulong)(node < IncrementIds.First ? node : node - IncrementIds.First + KnownNodes);

    /// <summary>The bits of the numbers below a count.</summary>
    private static int BitsOf(long count) => KeyBits - BitOperations.LeadingZeroCount((ulong)count);
}
