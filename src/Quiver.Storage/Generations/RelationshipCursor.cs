namespace Quiver.Storage.Generations;

/// <summary>Where a scan over the base's relationships of one type stands; the default value is its beginning.</summary>
internal struct RelationshipCursor
{
    /// <summary>The block to read next, counted over all outgoing blocks.</summary>
    public int Block;

    /// <summary>The position in that block.</summary>
    public int Position;
}
