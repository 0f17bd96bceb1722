namespace Quiver.Import.Pipeline;

/// <summary>An adjacency block: the relationships of a type at the nodes of a segment, in one direction. Ordered as relationship ids are.</summary>
/// <param name="Segment">The node segment.</param>
/// <param name="Type">The relationship type's number.</param>
internal readonly record struct BlockKey(int Segment, int Type) : IComparable<BlockKey>
{
    public int CompareTo(BlockKey other)
    {
        int bySegment = Segment.CompareTo(other.Segment);
        return bySegment != 0 ? bySegment : Type.CompareTo(other.Type);
    }
}
