using System.Diagnostics;

namespace Quiver.Storage.Generations;

/// <summary>
/// The relationships of one type and direction at one node, as the base holds them: ordered by the node at the other end, then by id. Valid while the
/// generation is open.
/// </summary>
internal readonly struct AdjacencySlice
{
    /// <summary>How many there are.</summary>
    public int Count => throw new UnreachableException();

    /// <summary>Fills the span with the nodes at the other ends, from a position on.</summary>
    public void ReadNeighbours(int from, Span<long> neighbours) => throw new UnreachableException();

    /// <summary>Fills the span with the relationships' ids, from a position on.</summary>
    public void ReadRelationships(int from, Span<long> relationships) =>
        throw new UnreachableException();

    /// <summary>The positions of the relationships whose other end is the given node; logarithmic.</summary>
    public (int From, int Count) Find(long neighbour) => throw new UnreachableException();
}
