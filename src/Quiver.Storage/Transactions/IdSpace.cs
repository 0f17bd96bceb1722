namespace Quiver.Storage.Transactions;

/// <summary>Numbers the nodes, or the relationships, of a database.</summary>
/// <remarks>Thread safe. An id that was taken is never given again under the same log id.</remarks>
/// <param name="next">The first free id.</param>
internal sealed class IdSpace(long next)
{
    /// <summary>Ids that one log record sets aside.</summary>
    public const int ReservedIds = 65_536;

    private readonly Lock _lock = new();
    private long _next = next;
    private long _reserved = next;

    /// <summary>One above the highest id taken.</summary>
    public long Next
    {
        get
        {
            lock (_lock)
            {
                return _next;
            }
        }
    }

    /// <summary>One above the highest id that a durable record sets aside.</summary>
    public long Reserved
    {
        get
        {
            lock (_lock)
            {
                return _reserved;
            }
        }
    }

    /// <summary>Whether more should be set aside.</summary>
    public bool IsLow
    {
        get
        {
            lock (_lock)
            {
                return _reserved - _next < ReservedIds / 2;
            }
        }
    }

    /// <summary>Takes ids that follow each other.</summary>
    public (long From, long To) Take(long count)
    {
        lock (_lock)
        {
            long from = _next;
            _next += count;
            return (from, _next);
        }
    }

    /// <summary>Takes back the ids that were taken last and not used; nothing happens when others followed.</summary>
    public void GiveBack(long from, long to)
    {
        lock (_lock)
        {
            if (_next == to)
            {
                _next = from;
            }
        }
    }

    /// <summary>A record that sets ids aside has become durable.</summary>
    public void Reserve(long limit)
    {
        lock (_lock)
        {
            _reserved = Math.Max(_reserved, limit);
        }
    }

    /// <summary>Begins with what recovery found.</summary>
    public void Restart(long next)
    {
        lock (_lock)
        {
            _next = Math.Max(_next, next);
            _reserved = Math.Max(_reserved, _next);
        }
    }
}
