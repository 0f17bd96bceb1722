namespace Quiver.Storage.Delta;

/// <summary>Some of the nodes of a sorted list, one in so many, kept together: narrows a search in the list, whose entries lie far apart in memory.</summary>
/// <remarks>Immutable after filling.</remarks>
internal sealed class NodeFences
{
    private const int Distance = 32;

    private readonly long[] _nodes;
    private readonly int _count;

    /// <summary>Makes them for a list of so many entries.</summary>
    /// <param name="count">How many entries the list has.</param>
    /// <param name="nodeAt">The node of an entry; ascending.</param>
    public NodeFences(int count, Func<int, long> nodeAt)
    {
        _count = count;
        _nodes = new long[count / Distance];
        for (int i = 0; i < _nodes.Length; i++)
        {
            _nodes[i] = nodeAt((i + 1) * Distance - 1);
        }
    }

    /// <summary>Where in the list its first entry of a node or one behind it must be: from an entry on, up to and including another, which may be the list's end.</summary>
    public (int From, int To) Around(long node)
    {
        int low = 0;
        int high = _nodes.Length;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (_nodes[middle] < node)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return (low * Distance, low == _nodes.Length ? _count : ((low + 1) * Distance) - 1);
    }
}
