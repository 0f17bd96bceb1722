namespace Quiver.Storage.Increments;

/// <summary>A part of an increment that does not fit the database any more.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Id">The node or relationship of the increment that is concerned; new ones have an id from <see cref="IncrementIds.First"/> on.</param>
/// <param name="Other">The node that has the same key, or the node that is gone.</param>
public readonly record struct MergeConflict(MergeConflictKind Kind, long Id, long Other);
