using System.Runtime.InteropServices;

namespace Quiver.Import.Increments;

/// <summary>What an increment does.</summary>
/// <param name="NodesCreated">New nodes.</param>
/// <param name="NodesUpdated">Nodes that are changed.</param>
/// <param name="NodesDeleted">Nodes that are deleted.</param>
/// <param name="RelationshipsCreated">New relationships.</param>
/// <param name="RelationshipsUpdated">Relationships that are changed.</param>
/// <param name="RelationshipsDeleted">Relationships that are deleted, those of deleted nodes included.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct IncrementCounts(
    long NodesCreated,
    long NodesUpdated,
    long NodesDeleted,
    long RelationshipsCreated,
    long RelationshipsUpdated,
    long RelationshipsDeleted
)
{
    /// <summary>The sum of two.</summary>
    public static IncrementCounts operator +(IncrementCounts one, IncrementCounts other) =>
        new(
            one.NodesCreated + other.NodesCreated,
            one.NodesUpdated + other.NodesUpdated,
            one.NodesDeleted + other.NodesDeleted,
            one.RelationshipsCreated + other.RelationshipsCreated,
            one.RelationshipsUpdated + other.RelationshipsUpdated,
            one.RelationshipsDeleted + other.RelationshipsDeleted
        );
}
