using System.Collections.Concurrent;
using Quiver.Engine.Sessions;
using Quiver.Foundation;

namespace Quiver.Http.Open;

/// <summary>The transactions that clients of one API hold open between requests. One that is not used for the idle time is rolled back.</summary>
internal sealed class OpenTransactionTable : IAsyncDisposable
{
    private const long NanosecondsPerTick = 100;

    private readonly ConcurrentDictionary<long, OpenTransaction> _transactions = new();
    private readonly IClock _clock;
    private readonly TimeSpan _idleTime;
    private readonly int _most;
    private readonly Timer _sweep;
    private long _lastId;

    /// <summary>Makes an empty table.</summary>
    /// <param name="clock">Tells idle time.</param>
    /// <param name="idleTime">How long a transaction lives without a request.</param>
    /// <param name="most">How many may be open at once.</param>
    public OpenTransactionTable(IClock clock, TimeSpan idleTime, int most)
    {
        _clock = clock;
        _idleTime = idleTime;
        _most = most;
        // Ids of a server's earlier life are not met again by accident.
        _lastId = Random.Shared.NextInt64(1, 1 << 20);
        var period = TimeSpan.FromTicks(
            Math.Clamp(idleTime.Ticks / 4, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond)
        );
        _sweep = new Timer(
            static table => ((OpenTransactionTable)table!).Sweep(),
            this,
            period,
            period
        );
    }

    /// <summary>How many are open.</summary>
    public int Count => _transactions.Count;

    /// <summary>Takes in a transaction that was just begun; the request that began it has entered it.</summary>
    /// <exception cref="Quiver.Model.Status.CypherException"><c>MaximumTransactionLimitReached</c>; the transaction is then the caller's to end.</exception>
    public OpenTransaction Add(
        string database,
        EngineSession session,
        EngineTransaction transaction
    )
    {
        if (_transactions.Count >= _most)
        {
            throw HttpErrors.TooManyOpenTransactions(_most);
        }
        var open = new OpenTransaction(
            Interlocked.Increment(ref _lastId),
            database,
            session,
            transaction
        )
        {
            ExpiresAt = long.MaxValue,
        };
        open.TryEnter();
        _transactions[open.Id] = open;
        return open;
    }

    /// <summary>Enters the transaction that a request names.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="database">The database in the request's address, resolved.</param>
    /// <param name="user">Who asks.</param>
    /// <exception cref="Quiver.Model.Status.CypherException"><c>TransactionNotFound</c>: it does not exist, has expired or is not theirs; <c>TransactionAccessedConcurrently</c>: another request has it.</exception>
    public OpenTransaction Enter(long id, string database, string user)
    {
        bool known =
            _transactions.TryGetValue(id, out var open)
            && string.Equals(open.User, user, StringComparison.Ordinal)
            && string.Equals(open.Database, database, StringComparison.OrdinalIgnoreCase)
            && open.ExpiresAt > _clock.MonotonicNanoseconds;
        if (!known)
        {
            throw HttpErrors.UnknownTransaction();
        }
        if (!open!.TryEnter())
        {
            throw HttpErrors.TransactionInUse();
        }
        if (!_transactions.ContainsKey(id))
        {
            // It was ended between the look and the entry.
            open.Leave();
            throw HttpErrors.UnknownTransaction();
        }
        return open;
    }

    /// <summary>Gives an entered transaction back; its idle time begins.</summary>
    /// <returns>When it expires.</returns>
    public DateTimeOffset Leave(OpenTransaction open)
    {
        open.ExpiresAt = _clock.MonotonicNanoseconds + (_idleTime.Ticks * NanosecondsPerTick);
        open.Leave();
        return _clock.UtcNow + _idleTime;
    }

    /// <summary>Ends an entered transaction: what it did not commit is rolled back.</summary>
    public ValueTask RemoveAsync(OpenTransaction open)
    {
        _transactions.TryRemove(open.Id, out _);
        return open.DisposeAsync();
    }

    /// <summary>Ends all transactions.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        foreach (var open in _transactions.Values)
        {
            // One that a request has entered is ended by that request, which the interruption stops.
            open.Session.Interrupt();
            if (open.TryEnter())
            {
                await RemoveAsync(open);
            }
        }
    }

    private void Sweep()
    {
        long now = _clock.MonotonicNanoseconds;
        foreach (var open in _transactions.Values)
        {
            if (open.ExpiresAt > now || !open.TryEnter())
            {
                continue;
            }
            if (open.ExpiresAt <= now)
            {
                // Rolling back waits for nothing: what the task would tell has happened when it is returned.
                _ = RemoveAsync(open).AsTask();
            }
            else
            {
                open.Leave();
            }
        }
    }
}
