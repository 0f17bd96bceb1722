namespace Quiver.Storage.Delta;

/// <summary>Sorts many relationships by one of their ends with keys of one word.</summary>
internal static class AdjacencyKeys
{
    private const int FewRelationships = 256;

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
        var layout = default(AdjacencyKeyLayout);
        foreach (int index in indexes)
        {
            layout.Widen(relationships[index]);
        }
        if (!layout.TryComplete())
        {
            return false;
        }
        ulong[] keys = new ulong[indexes.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = layout.KeyOf(relationships[indexes[i]], outgoing);
        }
        keys.AsSpan().Sort(indexes.AsSpan());
        OrderEqual(keys, indexes);
        return true;
    }

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
