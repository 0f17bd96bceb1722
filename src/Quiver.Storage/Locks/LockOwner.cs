namespace Quiver.Storage.Locks;

/// <summary>Who holds locks: one transaction. Waits for at most one lock at a time.</summary>
/// <remarks>Used by one thread at a time; while it waits, by the one that grants the lock.</remarks>
internal sealed class LockOwner
{
    private volatile LockRequest? _waitsFor;

    /// <summary>How many keys it holds.</summary>
    public int Count => Keys.Count;

    /// <summary>The keys that it holds, each once, in the order in which it got them.</summary>
    internal List<EntityKey> Keys { get; } = [];

    /// <summary>What it waits for.</summary>
    internal LockRequest? WaitsFor
    {
        get => _waitsFor;
        set => _waitsFor = value;
    }
}
