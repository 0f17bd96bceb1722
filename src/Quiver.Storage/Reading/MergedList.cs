namespace Quiver.Storage.Reading;

/// <summary>The relationships of one type and direction at a node that runs touch, ordered by the node at the other end, then by id.</summary>
/// <param name="neighbours">Holds the nodes at their other ends.</param>
/// <param name="neighboursAt">Where these begin.</param>
/// <param name="relationships">Holds their ids.</param>
/// <param name="relationshipsAt">Where these begin.</param>
/// <param name="count">How many there are.</param>
internal readonly struct MergedList(
    long[] neighbours,
    int neighboursAt,
    long[] relationships,
    int relationshipsAt,
    int count
)
{
    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>The nodes at their other ends.</summary>
    public ReadOnlySpan<long> Neighbours => neighbours.AsSpan(neighboursAt, count);

    /// <summary>Their ids.</summary>
    public ReadOnlySpan<long> Relationships => relationships.AsSpan(relationshipsAt, count);

    /// <summary>The positions of the relationships whose other end is the given node; logarithmic.</summary>
    public (int From, int Count) Find(long neighbour)
    {
        var nodes = Neighbours;
        int from = nodes.BinarySearch(neighbour);
        if (from < 0)
        {
            return default;
        }
        int end = from + 1;
        while (from > 0 && nodes[from - 1] == neighbour)
        {
            from--;
        }
        while (end < nodes.Length && nodes[end] == neighbour)
        {
            end++;
        }
        return (from, end - from);
    }
}
