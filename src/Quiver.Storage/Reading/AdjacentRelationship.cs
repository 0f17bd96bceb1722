namespace Quiver.Storage.Reading;

/// <summary>A relationship as seen from one of its nodes.</summary>
/// <param name="Type">Its type's number.</param>
/// <param name="Neighbour">The node at its other end.</param>
/// <param name="Relationship">Its id.</param>
internal readonly record struct AdjacentRelationship(int Type, long Neighbour, long Relationship)
    : IComparable<AdjacentRelationship>
{
    /// <inheritdoc/>
    public int CompareTo(AdjacentRelationship other)
    {
        int comparison = Type.CompareTo(other.Type);
        if (comparison == 0)
        {
            comparison = Neighbour.CompareTo(other.Neighbour);
        }
        return comparison != 0 ? comparison : Relationship.CompareTo(other.Relationship);
    }
}
