namespace Quiver.Cypher.Execution.Operators;

/// <summary>The neighbours of a row's two nodes, ascending, each with the relationships to them.</summary>
internal readonly ref struct IntersectLists(
    ReadOnlySpan<long> left,
    ReadOnlySpan<long> leftRelationships,
    ReadOnlySpan<long> right,
    ReadOnlySpan<long> rightRelationships
)
{
    // From this ratio of lengths on, a search for each neighbour of the short list is sooner done than a walk along the long one.
    private const int SearchRatio = 16;

    /// <summary>The neighbours of the one node.</summary>
    public readonly ReadOnlySpan<long> Left = left;

    /// <summary>The relationships to them.</summary>
    public readonly ReadOnlySpan<long> LeftRelationships = leftRelationships;

    /// <summary>The neighbours of the other node.</summary>
    public readonly ReadOnlySpan<long> Right = right;

    /// <summary>The relationships to them.</summary>
    public readonly ReadOnlySpan<long> RightRelationships = rightRelationships;

    /// <summary>Whether the one node has so many more neighbours that those of the other are sooner searched for.</summary>
    public bool IsLeftLong => IsLong(Left, Right);

    /// <summary>The same of the other node.</summary>
    public bool IsRightLong => IsLong(Right, Left);

    /// <summary>Whether a list is so long that the nodes of another are sooner searched for in it than it is gone through.</summary>
    public static bool IsLong(ReadOnlySpan<long> list, ReadOnlySpan<long> other) =>
        list.Length > (long)other.Length * SearchRatio;

    /// <summary>Searches a long list for the next node of a short one that is in both.</summary>
    /// <param name="few">The short list.</param>
    /// <param name="many">The long list.</param>
    /// <param name="inFew">The places of the node found before in the short list, 0..0 at first; then those of this one.</param>
    /// <param name="inMany">The same in the long list.</param>
    /// <returns>Whether there is one.</returns>
    public static bool NextCommon(
        ReadOnlySpan<long> few,
        ReadOnlySpan<long> many,
        ref Range inFew,
        ref Range inMany
    )
    {
        int from = inMany.End.Value;
        for (int i = inFew.End.Value; i < few.Length && from < many.Length; )
        {
            int end = EndOf(few, i);
            from += LowerBound(many[from..], few[i]);
            if (from < many.Length && many[from] == few[i])
            {
                inFew = i..end;
                inMany = from..EndOf(many, from);
                return true;
            }
            i = end;
        }
        return false;
    }

    /// <summary>The end (exclusive) of the places with the same node: there may be several relationships to it.</summary>
    public static int EndOf(ReadOnlySpan<long> nodes, int place)
    {
        int end = place + 1;
        while (end < nodes.Length && nodes[end] == nodes[place])
        {
            end++;
        }
        return end;
    }

    /// <summary>The first place whose node is not below the given one.</summary>
    public static int LowerBound(ReadOnlySpan<long> nodes, long node)
    {
        int low = 0;
        int high = nodes.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (nodes[middle] < node)
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
}
