using Quiver.Storage.Segments;

namespace Quiver.Storage.Generations;

/// <summary>
/// The relationships of one type and direction at one node, as the base holds them: ordered by the node at the other end, then by id. Valid while the
/// generation is open.
/// </summary>
internal readonly struct AdjacencySlice
{
    private readonly AdjacencyBlock? _block;
    private readonly int _start;

    /// <summary>Part of a block.</summary>
    public AdjacencySlice(AdjacencyBlock block, (int Start, int Count) range)
    {
        _block = block;
        _start = range.Start;
        Count = range.Count;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Fills the span with the nodes at the other ends, from a position on.</summary>
    public void ReadNeighbours(int from, Span<long> neighbours)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            (uint)from,
            (uint)(Count - neighbours.Length)
        );
        _block?.ReadNeighbours(_start + from, neighbours);
    }

    /// <summary>Fills the span with the relationships' ids, from a position on.</summary>
    public void ReadRelationships(int from, Span<long> relationships)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            (uint)from,
            (uint)(Count - relationships.Length)
        );
        _block?.ReadRelationships(_start + from, relationships);
    }

    /// <summary>The positions of the relationships whose other end is the given node; logarithmic.</summary>
    public (int From, int Count) Find(long neighbour)
    {
        if (_block is null)
        {
            return default;
        }
        int from = _block.LowerBound(_start, Count, neighbour);
        int end = from;
        while (end < _start + Count && _block.NeighbourAt(end) == neighbour)
        {
            end++;
        }
        return (from - _start, end - from);
    }
}
