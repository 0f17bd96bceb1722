namespace Quiver.Storage.Increments;

/// <summary>A part of an increment that cannot be merged.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Id">The node or relationship of the increment that is concerned; new ones have an id from <see cref="IncrementIds.First"/> on.</param>
/// <param name="Other">The node or relationship that has the same key, or the node that is gone or left out; -1 where there is none.</param>
public readonly record struct MergeConflict(MergeConflictKind Kind, long Id, long Other)
{
    /// <summary>Whether it is about a node; otherwise about a relationship.</summary>
    public bool IsOfNode =>
        Kind
            is MergeConflictKind.KeyTaken
                or MergeConflictKind.NodeGone
                or MergeConflictKind.NodeViolates;

    /// <summary>The constraint that is violated, by name; empty where none is.</summary>
    public string Constraint { get; init; } = "";

    /// <summary>What it demands (<see cref="Schema.ConstraintDemand"/>).</summary>
    public string Demand { get; init; } = "";
}
