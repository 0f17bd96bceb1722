namespace Quiver.Storage.Increments;

/// <summary>An increment was not merged, because part of it cannot be and may not be left out. Which parts says <see cref="LeftOutFile"/>; the last one is that which may not.</summary>
/// <param name="isOneTooMany">Whether it may not because as many as are tolerated are left out already.</param>
public sealed class MergeConflictException(bool isOneTooMany)
    : StorageException(
        isOneTooMany
            ? "More of the increment than is tolerated cannot be merged."
            : "Part of the increment cannot be merged."
    )
{
    /// <summary>Whether the last part may not be left out because as many as are tolerated are already.</summary>
    public bool IsOneTooMany => isOneTooMany;
}
