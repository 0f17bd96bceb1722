using Quiver.Foundation.Kernels;

namespace Quiver.Storage.Delta;

/// <summary>Sorts many relationships by their ends with keys of one word.</summary>
internal static class AdjacencyKeys
{
    private const int FewRelationships = 256;

    /// <summary>Sorts indexes of relationships, which come in the order of ids; false, and nothing is done, where there are few or the keys are longer than a word.</summary>
    /// <param name="relationships">The relationships by id.</param>
    /// <param name="outgoing">The indexes, ascending, which get the order of the starts.</param>
    /// <param name="incoming">The same, which get the order of the ends.</param>
    public static bool TrySort(
        ReadOnlySpan<RelationshipEntry> relationships,
        int[] outgoing,
        int[] incoming
    )
    {
        if (outgoing.Length < FewRelationships)
        {
            return false;
        }
        var layout = default(AdjacencyKeyLayout);
        foreach (int index in outgoing)
        {
            layout.Widen(relationships[index]);
        }
        if (!layout.TryComplete())
        {
            return false;
        }
        var sorter = new RadixSorter();
        ulong[] keys = new ulong[outgoing.Length];
        Sort(relationships, outgoing, isOutgoing: true);
        Sort(relationships, incoming, isOutgoing: false);
        return true;

        // Those between the same nodes, of one type, keep the order of their ids.
        void Sort(ReadOnlySpan<RelationshipEntry> entries, int[] indexes, bool isOutgoing)
        {
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = layout.KeyOf(entries[indexes[i]], isOutgoing);
            }
            sorter.Sort(keys, indexes);
        }
    }
}
