namespace Quiver.Storage.Delta;

/// <summary>A relationship that a run created or deleted, as seen from one of its ends.</summary>
/// <param name="Node">That end.</param>
/// <param name="Neighbour">The other end.</param>
/// <param name="Relationship">The relationship.</param>
/// <param name="Type">Its type's number.</param>
/// <param name="IsDeleted">Whether it was deleted.</param>
internal readonly record struct AdjacencyChange(
    long Node,
    long Neighbour,
    long Relationship,
    int Type,
    bool IsDeleted
);
