using System.Numerics;
using System.Runtime.InteropServices;
using Quiver.Storage.Increments;

namespace Quiver.Storage.Delta;

/// <summary>Makes one word of a relationship's node, type and neighbour, in as many bits as they need, whose order is that of the adjacency sections but for the ids.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct AdjacencyKeyLayout
{
    /// <summary>How many buckets there are.</summary>
    public const int BucketCount = 1 << BucketBits;

    private const int BucketBits = 14;
    private const int KeyBits = 64;

    // Nodes that are new with an increment come behind those that are known.
    private long _added;
    private int _types;
    private int _nodeBits;
    private int _typeBits;
    private int _bucketShift;

    /// <summary>One above the highest node that is not new with an increment.</summary>
    public long KnownNodes { get; private set; }

    /// <summary>Makes room for a relationship.</summary>
    public void Widen(in RelationshipEntry relationship)
    {
        Widen(relationship.Start);
        Widen(relationship.End);
        _types = Math.Max(_types, relationship.Type + 1);
    }

    /// <summary>Makes room for all relationships between some nodes.</summary>
    /// <param name="knownNodes">One above the highest node that is not new with an increment.</param>
    /// <param name="added">How many are new with one.</param>
    /// <param name="types">How many types there are.</param>
    public void Widen(long knownNodes, long added, int types)
    {
        KnownNodes = Math.Max(KnownNodes, knownNodes);
        _added = Math.Max(_added, added);
        _types = Math.Max(_types, types);
    }

    /// <summary>Ends making room; false when a word does not suffice: then there are but buckets and the numbers of nodes.</summary>
    public bool TryComplete()
    {
        _nodeBits = BitsOf(KnownNodes + _added);
        _typeBits = BitsOf(_types);
        _bucketShift = Math.Max(0, _nodeBits - BucketBits);
        return (2 * _nodeBits) + _typeBits <= KeyBits;
    }

    /// <summary>Whether room was made for the nodes of a relationship.</summary>
    public readonly bool HasRoomFor(in RelationshipEntry relationship)
    {
        ulong nodes = (ulong)(KnownNodes + _added);
        return NumberOf(relationship.Start) < nodes && NumberOf(relationship.End) < nodes;
    }

    /// <summary>In which of the buckets a relationship is: those of one node are in one, and buckets are in the order of words.</summary>
    public readonly int BucketOf(in RelationshipEntry relationship, bool outgoing) =>
        (int)(NumberOf(outgoing ? relationship.Start : relationship.End) >> _bucketShift);

    /// <summary>The word of a relationship.</summary>
    public readonly ulong KeyOf(in RelationshipEntry relationship, bool outgoing)
    {
        ulong start = NumberOf(relationship.Start);
        ulong end = NumberOf(relationship.End);
        var (node, neighbour) = outgoing ? (start, end) : (end, start);
        return (node << (_nodeBits + _typeBits))
            | ((ulong)relationship.Type << _nodeBits)
            | neighbour;
    }

    /// <summary>A number of a node whose order is that of nodes.</summary>
    public readonly ulong NumberOf(long node) =>
        (ulong)(node < IncrementIds.First ? node : node - IncrementIds.First + KnownNodes);

    /// <summary>The node at the end by which a word sorts.</summary>
    public readonly long NodeOf(ulong key)
    {
        long place = (long)(key >> (_nodeBits + _typeBits));
        return place < KnownNodes ? place : place - KnownNodes + IncrementIds.First;
    }

    /// <summary>The type in a word.</summary>
    public readonly int TypeOf(ulong key) => (int)((key >> _nodeBits) & ((1UL << _typeBits) - 1));

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

    /// <summary>The bits of the numbers below a count.</summary>
    private static int BitsOf(long count) => KeyBits - BitOperations.LeadingZeroCount((ulong)count);
}
