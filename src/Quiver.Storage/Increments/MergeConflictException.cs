namespace Quiver.Storage.Increments;

/// <summary>An increment was not merged, because the database has changed since it was built and nobody said that what does not fit may be left out.</summary>
/// <param name="conflict">The first part that does not fit.</param>
public sealed class MergeConflictException(MergeConflict conflict)
    : StorageException(Describe(conflict))
{
    /// <summary>The first part that does not fit.</summary>
    public MergeConflict Conflict => conflict;

    private static string Describe(MergeConflict conflict) =>
        conflict.Kind switch
        {
            MergeConflictKind.KeyTaken =>
                "A node with the same key has been created since the increment was built.",
            MergeConflictKind.NodeGone =>
                "A node that the increment changes has been deleted since it was built.",
            MergeConflictKind.RelationshipGone =>
                "A relationship that the increment changes has been deleted since it was built.",
            _ =>
                "A node at an end of a new relationship has been deleted since the increment was built.",
        };
}
