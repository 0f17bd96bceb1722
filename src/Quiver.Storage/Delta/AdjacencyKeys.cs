using System.Numerics;
using Quiver.Storage.Increments;

namespace Quiver.Storage.Delta;

/// <summary>Sorts many relationships by one of their ends with keys of one word: node, type and neighbour in as many bits as they need.</summary>
internal static class AdjacencyKeys
{
    private const int FewRelationships = 256;
    private const int KeyBits = 64;

    /// <summary>Sorts indexes of relationships, which come in the order of ids; false, and nothing is done, where there are few or the keys are longer than a word.</summary>
    /// <param name="relationships">The relationships by id.</param>
    /// <param name="indexes">The indexes, ascending.</param>
    /// <param name="outgoing">By which end.</param>
    public static bool TrySort(
        ReadOnlySpan<RelationshipEntry> relationships,
        int[] indexes,
        bool outgoing
    )
    {
        if (indexes.Length < FewRelationships)
        {
            return false;
        }
        // Nodes that are new with an increment come behind those that are known.
        long known = 0;
        long added = 0;
        int types = 0;
        foreach (int index in indexes)
        {
            ref readonly var relationship = ref relationships[index];
            Widen(relationship.Start, ref known, ref added);
            Widen(relationship.End, ref known, ref added);
            types = Math.Max(types, relationship.Type + 1);
        }
        int nodeBits = BitsOf(known + added);
        int typeBits = BitsOf(types);
        if ((2 * nodeBits) + typeBits > KeyBits)
        {
            return false;
        }
        ulong[] keys = new ulong[indexes.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            ref readonly var relationship = ref relationships[indexes[i]];
            ulong start = Place(relationship.Start, known);
            ulong end = Place(relationship.End, known);
            var (node, neighbour) = outgoing ? (start, end) : (end, start);
            keys[i] =
                (node << (nodeBits + typeBits))
                | ((ulong)relationship.Type << nodeBits)
                | neighbour;
        }
        keys.AsSpan().Sort(indexes.AsSpan());
        OrderEqual(keys, indexes);
        return true;
    }

    private static void Widen(long node, ref long known, ref long added)
    {
        if (node < IncrementIds.First)
        {
            known = Math.Max(known, node + 1);
        }
        else
        {
            added = Math.Max(added, node - IncrementIds.First + 1);
        }
    }

    private static ulong Place(long node, long known) =>
        (ulong)(node < IncrementIds.First ? node : node - IncrementIds.First + known);

    /// <summary>The bits of the numbers below a count.</summary>
    private static int BitsOf(long count) => KeyBits - BitOperations.LeadingZeroCount((ulong)count);

    /// <summary>Puts relationships between the same nodes, of one type, into the order of their ids.</summary>
    private static void OrderEqual(ulong[] keys, int[] indexes)
    {
        for (int from = 0; from < keys.Length; )
        {
            int to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }
            if (to - from > 1)
            {
                indexes.AsSpan(from, to - from).Sort();
            }
            from = to;
        }
    }
}
