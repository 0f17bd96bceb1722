using System.Collections.Concurrent;

namespace Quiver.Engine.Sessions;

/// <summary>The transactions that run now, over all databases.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class TransactionRegistry
{
    private readonly ConcurrentDictionary<long, RunningTransaction> _running = new();
    private long _lastId;
    private volatile bool _isClosing;

    /// <summary>How many run.</summary>
    public int Count => _running.Count;

    /// <summary>Those that run, in no order.</summary>
    public IEnumerable<RunningTransaction> All => _running.Values;

    /// <summary>A number for the next transaction.</summary>
    public long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Enters a transaction; one that comes while the engine closes is stopped at once.</summary>
    public void Add(RunningTransaction transaction)
    {
        _running.TryAdd(transaction.Id, transaction);
        if (_isClosing)
        {
            transaction.Interruption.Interrupt(InterruptionReason.Closing);
        }
    }

    /// <summary>Strikes out a transaction that has ended.</summary>
    public void Remove(RunningTransaction transaction) => _running.TryRemove(transaction.Id, out _);

    /// <summary>Stops those of a database.</summary>
    public void Stop(string databaseName)
    {
        foreach (var transaction in _running.Values)
        {
            if (string.Equals(transaction.DatabaseName, databaseName, StringComparison.Ordinal))
            {
                transaction.Interruption.Interrupt(InterruptionReason.DatabaseStopped);
            }
        }
    }

    /// <summary>Stops all that run and all that come.</summary>
    public void Close()
    {
        _isClosing = true;
        foreach (var transaction in _running.Values)
        {
            transaction.Interruption.Interrupt(InterruptionReason.Closing);
        }
    }
}
