namespace Quiver.Storage.Locks;

/// <summary>What an <see cref="EntityKey"/> names.</summary>
public enum EntityKeyKind : byte
{
    /// <summary>A node's labels and properties.</summary>
    Node = 1,

    /// <summary>
    /// That a node is there, with its labels: shared by those who create relationships at it, exclusive to who deletes it or changes its labels.
    /// </summary>
    NodeExistence = 2,

    /// <summary>A relationship.</summary>
    Relationship = 3,

    /// <summary>A key of a unique index.</summary>
    UniqueKey = 4,
}
