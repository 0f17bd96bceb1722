namespace Quiver.Storage.Increments;

/// <summary>Why a part of an increment cannot be merged.</summary>
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

    /// <summary>A node at an end of a new relationship is new, and left out.</summary>
    EndLeftOut,

    /// <summary>A constraint does not allow what becomes of a node.</summary>
    NodeViolates,

    /// <summary>A constraint does not allow what becomes of a relationship.</summary>
    RelationshipViolates,
}
