using Quiver.Storage.Transactions;

namespace Quiver.Storage.Locks;

/// <summary>
/// The locks of a database's writing transactions: shared or exclusive, first come first served, held until the transaction ends. Waiting holds no thread.
/// </summary>
/// <remarks>
/// Thread safe. An uncontended lock costs one table entry. Whoever would close a circle of waiting transactions does not wait but fails: it is the deadlock's
/// one victim.
/// </remarks>
/// <param name="timeout">How long a lock is waited for; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
internal sealed class LockTable(TimeSpan timeout)
{
    private const int StripeCount = 64;

    private readonly LockStripe[] _stripes = NewStripes();

    // Taken, before a stripe's gate, by whoever begins to wait: the graph of waiting transactions grows by one edge set at a time.
    private readonly Lock _waiting = new();

    /// <summary>How many keys are locked.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (var stripe in _stripes)
            {
                lock (stripe.Gate)
                {
                    count += stripe.Count;
                }
            }
            return count;
        }
    }

    /// <summary>Takes a lock if that needs no waiting.</summary>
    public LockResult TryAcquire(LockOwner owner, EntityKey key, LockMode mode)
    {
        var stripe = StripeOf(key);
        lock (stripe.Gate)
        {
            return stripe.TryAcquire(owner, key, mode);
        }
    }

    /// <summary>Takes a lock, waiting for those before.</summary>
    /// <exception cref="Model.Status.CypherException">Waiting would never end (<c>DeadlockDetected</c>), or took too long (<c>LockAcquisitionTimeout</c>).</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ValueTask AcquireAsync(
        LockOwner owner,
        EntityKey key,
        LockMode mode,
        CancellationToken cancellation
    )
    {
        LockRequest request;
        var stripe = StripeOf(key);
        lock (_waiting)
        {
            lock (stripe.Gate)
            {
                if (stripe.TryAcquire(owner, key, mode) != LockResult.Busy)
                {
                    return ValueTask.CompletedTask;
                }
                request = stripe.Enqueue(owner, key, mode);
                owner.WaitsFor = request;
            }
            if (ClosesCircle(owner) && TryWithdraw(request))
            {
                return ValueTask.FromException(StorageErrors.Deadlock(key));
            }
        }
        return WaitAsync(request, cancellation);
    }

    /// <summary>Releases all that an owner holds; if it still waits for something, that wait is cancelled.</summary>
    public void Release(LockOwner owner)
    {
        if (owner.WaitsFor is { } request && TryWithdraw(request))
        {
            request.Cancel();
        }
        foreach (var key in owner.Keys)
        {
            var stripe = StripeOf(key);
            lock (stripe.Gate)
            {
                stripe.Release(owner, key);
            }
        }
        owner.Keys.Clear();
    }

    private static LockStripe[] NewStripes()
    {
        var stripes = new LockStripe[StripeCount];
        for (int i = 0; i < stripes.Length; i++)
        {
            stripes[i] = new LockStripe();
        }
        return stripes;
    }

    private LockStripe StripeOf(EntityKey key) =>
        _stripes[(uint)key.GetHashCode() >> 8 & (StripeCount - 1)];

    private async ValueTask WaitAsync(LockRequest request, CancellationToken cancellation)
    {
        try
        {
            await request.Task.WaitAsync(timeout, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            if (TryWithdraw(request))
            {
                throw StorageErrors.LockTimeout(request.Key, timeout);
            }
        }
        catch (OperationCanceledException)
        {
            TryWithdraw(request);
            throw;
        }
    }

    private bool TryWithdraw(LockRequest request)
    {
        var stripe = StripeOf(request.Key);
        lock (stripe.Gate)
        {
            return stripe.TryWithdraw(request);
        }
    }

    /// <summary>Whether an owner, which has begun to wait, waits for itself by way of others.</summary>
    private bool ClosesCircle(LockOwner start)
    {
        var seen = new HashSet<LockOwner>();
        var blockers = new List<LockOwner>();
        var pending = new Stack<LockOwner>([start]);
        while (pending.TryPop(out var owner))
        {
            if (owner.WaitsFor is not { } request)
            {
                continue;
            }
            blockers.Clear();
            var stripe = StripeOf(request.Key);
            lock (stripe.Gate)
            {
                stripe.AddBlockers(request, blockers);
            }
            foreach (var blocker in blockers)
            {
                if (blocker == start)
                {
                    return true;
                }
                if (seen.Add(blocker))
                {
                    pending.Push(blocker);
                }
            }
        }
        return false;
    }
}
