namespace Quiver.Storage.Delta;

/// <summary>A run's created and deleted relationships in the order of (node, type, neighbour, id), as the places of their entries.</summary>
/// <param name="indexes">The places.</param>
/// <param name="entries">The entries.</param>
/// <param name="fences">Some of the nodes; not asked for while they are made.</param>
/// <param name="outgoing">Whether the node is where relationships start, or where they end.</param>
internal readonly ref struct AdjacencyList(
    ReadOnlySpan<int> indexes,
    ReadOnlySpan<RelationshipEntry> entries,
    NodeFences fences,
    bool outgoing
)
{
    private readonly ReadOnlySpan<int> _indexes = indexes;
    private readonly ReadOnlySpan<RelationshipEntry> _entries = entries;

    /// <summary>The node of a place in the list.</summary>
    public long NodeAt(int place) => NodeOf(_indexes[place]);

    /// <summary>The part of the list that concerns the nodes from one id to another (inclusive).</summary>
    public ReadOnlySpan<int> Between(long first, long last)
    {
        var (from, to) = fences.Around(first);
        from += LowerBound(_indexes[from..to], (first, int.MinValue, long.MinValue));
        var rest = _indexes[from..];
        return rest[..CountUpTo(last, rest)];
    }

    /// <summary>The first place in a part of the list that is not before a node, type and neighbour.</summary>
    public int LowerBound(ReadOnlySpan<int> part, (long Node, int Type, long Neighbour) wanted)
    {
        int low = 0;
        int high = part.Length;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            ref readonly var relationship = ref _entries[part[middle]];
            var (node, neighbour) = outgoing
                ? (relationship.Start, relationship.End)
                : (relationship.End, relationship.Start);
            bool isBefore =
                node != wanted.Node ? node < wanted.Node
                : relationship.Type != wanted.Type ? relationship.Type < wanted.Type
                : neighbour < wanted.Neighbour;
            if (isBefore)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    // Few relationships of a node are in a run: the end is looked for near the beginning first.
    private int CountUpTo(long node, ReadOnlySpan<int> part)
    {
        int reach = 1;
        while (reach < part.Length && NodeOf(part[reach]) <= node)
        {
            reach = Math.Min(2 * reach, part.Length);
        }
        int end = Math.Min(reach + 1, part.Length);
        return LowerBound(part[..end], (node + 1, int.MinValue, long.MinValue));
    }

    private long NodeOf(int index) => outgoing ? _entries[index].Start : _entries[index].End;
}
