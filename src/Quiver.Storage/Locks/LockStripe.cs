using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Quiver.Foundation;

namespace Quiver.Storage.Locks;

/// <summary>The locks whose keys fall into one part of the table. All members are called under <see cref="Gate"/>.</summary>
internal sealed class LockStripe
{
    // A table that a big transaction made large is given back when it is empty again.
    private const int KeptCapacity = 1024;

    private Dictionary<EntityKey, Entry> _entries = [];

    /// <summary>Held, never for long, by whoever looks into the stripe.</summary>
    public Lock Gate { get; } = new();

    /// <summary>How many keys are locked.</summary>
    public int Count => _entries.Count;

    /// <summary>Takes a lock if nobody is in the way.</summary>
    public LockResult TryAcquire(LockOwner owner, EntityKey key, LockMode mode)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _entries,
            key,
            out bool isLocked
        );
        if (!isLocked)
        {
            entry.First = owner;
            entry.Mode = mode;
            owner.Keys.Add(key);
            return LockResult.Acquired;
        }
        if (entry.IsHeldBy(owner))
        {
            if (mode == LockMode.Shared || entry.Mode == LockMode.Exclusive)
            {
                return LockResult.Held;
            }
            if (entry.HolderCount > 1)
            {
                return LockResult.Busy;
            }
            entry.Mode = LockMode.Exclusive;
            return LockResult.Acquired;
        }
        if (mode == LockMode.Exclusive || entry.Mode == LockMode.Exclusive || entry.IsWaitedFor)
        {
            return LockResult.Busy;
        }
        entry.AddHolder(owner);
        owner.Keys.Add(key);
        return LockResult.Acquired;
    }

    /// <summary>Makes a request wait for a lock that is busy.</summary>
    public LockRequest Enqueue(LockOwner owner, EntityKey key, LockMode mode)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        var request = new LockRequest(owner, key, mode) { IsUpgrade = entry.IsHeldBy(owner) };
        entry.Queue ??= new LockQueue();
        entry.Queue.Enqueue(request);
        return request;
    }

    /// <summary>Takes back a request; false when it has been granted or taken back.</summary>
    public bool TryWithdraw(LockRequest request)
    {
        if (request.IsGranted || !_entries.ContainsKey(request.Key))
        {
            return false;
        }
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, request.Key);
        if (entry.Queue?.Waiting.Remove(request) != true)
        {
            return false;
        }
        request.Owner.WaitsFor = null;
        GrantWaiting(ref entry);
        return true;
    }

    /// <summary>Takes a holder away and grants the lock to those who wait for it.</summary>
    public void Release(LockOwner owner, EntityKey key)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, key);
        entry.RemoveHolder(owner);
        GrantWaiting(ref entry);
        if (entry.First is null)
        {
            _entries.Remove(key);
            if (_entries.Count == 0 && _entries.Capacity > KeptCapacity)
            {
                _entries = [];
            }
        }
    }

    /// <summary>Appends those who stand in a request's way: who holds the lock and who comes first.</summary>
    public void AddBlockers(LockRequest request, List<LockOwner> blockers)
    {
        if (request.IsGranted || !_entries.TryGetValue(request.Key, out var entry))
        {
            return;
        }
        if (entry.Queue is null)
        {
            return;
        }
        blockers.Add(entry.First!);
        blockers.AddRange(entry.Queue.FurtherHolders);
        foreach (var waiting in entry.Queue.Waiting)
        {
            if (waiting == request)
            {
                break;
            }
            blockers.Add(waiting.Owner);
        }
        blockers.RemoveAll(b => b == request.Owner);
    }

    private static void GrantWaiting(ref Entry entry)
    {
        var waiting = entry.Queue?.Waiting;
        while (waiting is { Count: > 0 } && entry.TryGrant(waiting[0]))
        {
            var granted = waiting[0];
            waiting.RemoveAt(0);
            granted.Grant();
        }
    }

    [SuppressMessage(
        "Performance",
        "CA1815",
        Justification = "Entries are never compared: they are changed in place."
    )]
    private struct Entry
    {
        public LockOwner? First;
        public LockMode Mode;
        public LockQueue? Queue;

        public readonly bool IsWaitedFor => Queue is { Waiting.Count: > 0 };

        public readonly int HolderCount =>
            (First is null ? 0 : 1) + (Queue?.FurtherHolders.Count ?? 0);

        public readonly bool IsHeldBy(LockOwner owner) =>
            First == owner || (Queue is not null && Queue.FurtherHolders.Contains(owner));

        public void AddHolder(LockOwner owner)
        {
            if (First is null)
            {
                First = owner;
            }
            else
            {
                Queue ??= new LockQueue();
                Queue.FurtherHolders.Add(owner);
            }
        }

        public void RemoveHolder(LockOwner owner)
        {
            if (First != owner)
            {
                bool wasHolder = Queue!.FurtherHolders.Remove(owner);
                Invariant.Assert(wasHolder);
                return;
            }
            First = null;
            if (Queue is { FurtherHolders.Count: > 0 })
            {
                foreach (var further in Queue.FurtherHolders)
                {
                    First = further;
                    break;
                }
                Queue.FurtherHolders.Remove(First!);
            }
        }

        public bool TryGrant(LockRequest request)
        {
            if (request.IsUpgrade)
            {
                if (HolderCount > 1)
                {
                    return false;
                }
                Mode = LockMode.Exclusive;
                return true;
            }
            bool isFree = First is null;
            if (!isFree && (Mode == LockMode.Exclusive || request.Mode == LockMode.Exclusive))
            {
                return false;
            }
            AddHolder(request.Owner);
            Mode = request.Mode;
            request.Owner.Keys.Add(request.Key);
            return true;
        }
    }
}
