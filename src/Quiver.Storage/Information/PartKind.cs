namespace Quiver.Storage.Information;

/// <summary>What a part of a database's files holds.</summary>
public enum PartKind
{
    /// <summary>Label sets and holes of nodes.</summary>
    Labels,

    /// <summary>One property of nodes.</summary>
    NodeProperty,

    /// <summary>Relationships by their start nodes.</summary>
    OutgoingAdjacency,

    /// <summary>Relationships by their end nodes.</summary>
    IncomingAdjacency,

    /// <summary>One property of relationships.</summary>
    RelationshipProperty,

    /// <summary>The list of all blocks, the manifest, and what aligns blocks.</summary>
    Directory,

    /// <summary>Changes since the base was written.</summary>
    Patches,

    /// <summary>The commit log.</summary>
    Log,
}
