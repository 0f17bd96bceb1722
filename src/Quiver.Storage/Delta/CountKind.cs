namespace Quiver.Storage.Delta;

/// <summary>The exact counts that a database keeps. Numbers are part of the format.</summary>
internal enum CountKind
{
    /// <summary>All nodes.</summary>
    Nodes = 1,

    /// <summary>Nodes with a label.</summary>
    NodesByLabel = 2,

    /// <summary>All relationships.</summary>
    Relationships = 3,

    /// <summary>Relationships of a type.</summary>
    RelationshipsByType = 4,

    /// <summary>Relationships of a type that start at a label.</summary>
    RelationshipsByStartLabel = 5,

    /// <summary>Relationships of a type that end at a label.</summary>
    RelationshipsByEndLabel = 6,
}
