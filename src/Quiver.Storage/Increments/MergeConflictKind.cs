namespace Quiver.Storage.Increments;

/// <summary>Why a part of an increment does not fit the database any more.</summary>
public enum MergeConflictKind
{
    /// <summary>Another node has got the key of a new one.</summary>
    KeyTaken,

    /// <summary>A node that is changed is gone.</summary>
    NodeGone,

    /// <summary>A relationship that is changed is gone.</summary>
    RelationshipGone,

    /// <summary>A node at an end of a new relationship is gone.</summary>
    EndGone,
}
