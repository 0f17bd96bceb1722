namespace Quiver.Storage.Locks;

/// <summary>What a contended lock needs beyond its first holder.</summary>
internal sealed class LockQueue
{
    /// <summary>Those who share it besides the first holder.</summary>
    public HashSet<LockOwner> FurtherHolders { get; } = [];

    /// <summary>Those who wait, first come first served; upgrades stand before all others.</summary>
    public List<LockRequest> Waiting { get; } = [];

    /// <summary>Puts a request in its place.</summary>
    public void Enqueue(LockRequest request)
    {
        int at = Waiting.Count;
        if (request.IsUpgrade)
        {
            at = 0;
            while (at < Waiting.Count && Waiting[at].IsUpgrade)
            {
                at++;
            }
        }
        Waiting.Insert(at, request);
    }
}
