namespace Quiver.Apoc.Paths;

/// <summary>What a search does not come to twice.</summary>
internal enum Uniqueness
{
    /// <summary>A relationship in one path.</summary>
    RelationshipPath,

    /// <summary>A relationship in all paths.</summary>
    RelationshipGlobal,

    /// <summary>A node in one path.</summary>
    NodePath,

    /// <summary>A node in all paths.</summary>
    NodeGlobal,

    /// <summary>Nothing is kept apart.</summary>
    None,
}
