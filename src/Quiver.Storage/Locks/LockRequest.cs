namespace Quiver.Storage.Locks;

/// <summary>One owner's wait for one lock.</summary>
/// <param name="owner">Who waits.</param>
/// <param name="key">For what.</param>
/// <param name="mode">How it is to be held.</param>
internal sealed class LockRequest(LockOwner owner, EntityKey key, LockMode mode)
{
    // Whoever releases a lock must not run the work of those who waited for it.
    private readonly TaskCompletionSource _granted = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public LockOwner Owner { get; } = owner;

    public EntityKey Key { get; } = key;

    public LockMode Mode { get; } = mode;

    /// <summary>Whether the owner shares the lock already and wants it alone: then it comes before those who hold nothing of it.</summary>
    public bool IsUpgrade { get; init; }

    /// <summary>Whether it was granted. Read and written under the stripe's lock.</summary>
    public bool IsGranted { get; private set; }

    /// <summary>Ends when it is granted.</summary>
    public Task Task => _granted.Task;

    /// <summary>Ends the wait of a request that was withdrawn.</summary>
    public void Cancel() => _granted.TrySetCanceled();

    public void Grant()
    {
        IsGranted = true;
        Owner.WaitsFor = null;
        _granted.SetResult();
    }
}
