using Quiver.Storage.Locks;

namespace Quiver.Storage.Tests.Locks;

/// <summary>What a lock table should do, as plainly as it can be said: lists of holders and of those who wait.</summary>
internal sealed class PlainLocks
{
    private readonly Dictionary<int, List<(int Owner, LockMode Mode)>> _holders = [];
    private readonly Dictionary<int, List<(int Owner, LockMode Mode, bool Upgrade)>> _waiting = [];

    public int LockedKeys => _holders.Count(h => h.Value.Count > 0);

    public bool IsWaiting(int owner) => _waiting.Values.Any(w => w.Any(r => r.Owner == owner));

    public bool Holds(int owner, int key, LockMode mode) =>
        Holders(key).Any(h => h.Owner == owner && h.Mode >= mode);

    /// <summary>Whether the lock is there for the asking.</summary>
    public bool TryAcquire(int owner, int key, LockMode mode)
    {
        if (Holds(owner, key, mode))
        {
            return true;
        }
        var holders = Holders(key);
        bool upgrades = holders.Any(h => h.Owner == owner);
        bool isFree = upgrades
            ? holders.Count == 1
            : Waiting(key).Count == 0 && IsCompatible(holders, mode);
        if (isFree)
        {
            Grant(owner, key, mode);
        }
        return isFree;
    }

    public void Wait(int owner, int key, LockMode mode)
    {
        bool upgrade = Holders(key).Any(h => h.Owner == owner);
        int at = upgrade ? Waiting(key).Count(w => w.Upgrade) : Waiting(key).Count;
        Waiting(key).Insert(at, (owner, mode, upgrade));
    }

    public void Withdraw(int owner)
    {
        foreach (int key in _waiting.Keys.ToList())
        {
            Waiting(key).RemoveAll(w => w.Owner == owner);
            GrantWaiting(key);
        }
    }

    public void Release(int owner)
    {
        foreach (int key in _holders.Keys.ToList())
        {
            Holders(key).RemoveAll(h => h.Owner == owner);
            GrantWaiting(key);
        }
    }

    /// <summary>Whether an owner that waits is waited for by itself.</summary>
    public bool IsInCircle(int start)
    {
        var reached = new HashSet<int>();
        var open = new Queue<int>([start]);
        while (open.TryDequeue(out int owner))
        {
            foreach (int blocker in Blockers(owner))
            {
                if (blocker == start)
                {
                    return true;
                }
                if (reached.Add(blocker))
                {
                    open.Enqueue(blocker);
                }
            }
        }
        return false;
    }

    private IEnumerable<int> Blockers(int owner)
    {
        foreach (var (key, waiting) in _waiting)
        {
            int at = waiting.FindIndex(w => w.Owner == owner);
            if (at >= 0)
            {
                return Holders(key)
                    .Select(h => h.Owner)
                    .Concat(waiting.Take(at).Select(w => w.Owner))
                    .Where(o => o != owner);
            }
        }
        return [];
    }

    private void GrantWaiting(int key)
    {
        while (Waiting(key).Count > 0)
        {
            var (owner, mode, upgrade) = Waiting(key)[0];
            var others = Holders(key).Where(h => h.Owner != owner).ToList();
            if (upgrade ? others.Count > 0 : !IsCompatible(others, mode))
            {
                return;
            }
            Waiting(key).RemoveAt(0);
            Grant(owner, key, mode);
        }
    }

    private void Grant(int owner, int key, LockMode mode)
    {
        Holders(key).RemoveAll(h => h.Owner == owner);
        Holders(key).Add((owner, mode));
    }

    private static bool IsCompatible(List<(int Owner, LockMode Mode)> holders, LockMode mode) =>
        holders.Count == 0
        || (mode == LockMode.Shared && holders.TrueForAll(h => h.Mode == LockMode.Shared));

    private List<(int Owner, LockMode Mode)> Holders(int key) =>
        _holders.TryGetValue(key, out var found) ? found : _holders[key] = [];

    private List<(int Owner, LockMode Mode, bool Upgrade)> Waiting(int key) =>
        _waiting.TryGetValue(key, out var found) ? found : _waiting[key] = [];
}
