namespace Quiver.Cypher.Execution;

/// <summary>The memory budget of one query. Operators that hold state charge it before they grow and release what they let go.</summary>
/// <remarks>Used by the query's own thread only, unless it is <see cref="Share">shared</see>. Amounts are estimates of managed bytes, not exact.</remarks>
/// <param name="limitBytes">The most that the query may hold.</param>
/// <param name="pool">What all queries share; null for no limit in all.</param>
internal sealed class QueryMemory(long limitBytes, QueryMemoryPool? pool = null)
{
    // Small queries never meet at the pool: this much is free for each.
    private const long ChunkBytes = 1 << 20;

    private Lock? _gate;
    private long _takenBytes;

    /// <summary>What the query holds now, in bytes.</summary>
    public long UsedBytes { get; private set; }

    /// <summary>The most it ever held, in bytes.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>The operator that works now, where they are profiled.</summary>
    public OperatorProfile? Holder { get; set; }

    /// <summary>From now on threads that work for the query may use it at the same time.</summary>
    public void Share() => _gate ??= new Lock();

    /// <summary>Takes from the budget; fails the query when that would exceed the limit.</summary>
    public void Charge(long bytes)
    {
        if (_gate is null)
        {
            ChargeAlone(bytes);
            return;
        }
        lock (_gate)
        {
            ChargeAlone(bytes);
        }
    }

    /// <summary>Takes from the budget, or gives back a negative amount.</summary>
    public void Change(long bytes)
    {
        if (bytes < 0)
        {
            Release(-bytes);
        }
        else
        {
            Charge(bytes);
        }
    }

    /// <summary>Fails the query when so much is not left, without taking it: for a large object that the garbage collector takes back.</summary>
    public void EnsureAvailable(long bytes)
    {
        Charge(bytes);
        Release(bytes);
    }

    /// <summary>Gives back to the budget.</summary>
    public void Release(long bytes)
    {
        if (_gate is null)
        {
            ReleaseAlone(bytes);
            return;
        }
        lock (_gate)
        {
            ReleaseAlone(bytes);
        }
    }

    /// <summary>Gives all back to the pool.</summary>
    public void ReturnAll()
    {
        pool?.Return(_takenBytes);
        _takenBytes = 0;
        UsedBytes = 0;
    }

    private void ChargeAlone(long bytes)
    {
        if (bytes > limitBytes - UsedBytes)
        {
            throw RuntimeErrors.OutOfMemory(limitBytes, UsedBytes, bytes);
        }
        if (UsedBytes + bytes > _takenBytes + ChunkBytes)
        {
            TakeFor(bytes);
        }
        UsedBytes += bytes;
        Holder?.Hold(bytes);
        PeakBytes = Math.Max(PeakBytes, UsedBytes);
    }

    private void ReleaseAlone(long bytes)
    {
        UsedBytes = Math.Max(0, UsedBytes - bytes);
        Holder?.Hold(-bytes);
        if (_takenBytes > 2 * (UsedBytes + ChunkBytes))
        {
            long kept = UsedBytes;
            pool?.Return(_takenBytes - kept);
            _takenBytes = kept;
        }
    }

    private void TakeFor(long bytes)
    {
        long more = Math.Max(ChunkBytes, UsedBytes + bytes - _takenBytes);
        if (pool is not null && !pool.TryTake(more))
        {
            throw RuntimeErrors.PoolOutOfMemory(pool.LimitBytes, pool.UsedBytes, bytes);
        }
        _takenBytes += more;
    }
}
