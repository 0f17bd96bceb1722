namespace Quiver.Engine.Databases;

/// <summary>A part of an increment that does not fit the database any more.</summary>
/// <param name="Kind">Why: the name of a <see cref="Storage.Increments.MergeConflictKind"/>.</param>
/// <param name="Id">The node or relationship of the increment.</param>
/// <param name="Other">The node that stands against it, or -1.</param>
public sealed record IncrementConflict(string Kind, long Id, long Other);
