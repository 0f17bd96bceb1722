namespace Quiver.Engine.Sessions;

/// <summary>
/// The storage transaction under an engine's transaction. When the engine's transaction is stopped while nobody works in it, it is rolled back at once: an
/// idle client holds up nobody beyond its time-out.
/// </summary>
/// <typeparam name="T">The storage transaction, which disposal rolls back.</typeparam>
internal sealed class OpenWork<T> : IDisposable
    where T : class, IDisposable
{
    private readonly T _transaction;
    private readonly CancellationTokenRegistration _stopped;
    private readonly Lock _lock = new();
    private bool _isBusy;
    private bool _isStopped;

    /// <summary>Takes over a transaction, whose caller works in it until <see cref="Leave"/>.</summary>
    public OpenWork(T transaction, CancellationToken stop)
    {
        _transaction = transaction;
        _isBusy = true;
        _stopped = stop.Register(Stop);
    }

    /// <summary>The transaction; only between <see cref="Enter"/> and <see cref="Leave"/>.</summary>
    public T Transaction => _transaction;

    /// <summary>Begins work in the transaction.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Enter()
    {
        lock (_lock)
        {
            if (_isStopped)
            {
                throw new OperationCanceledException();
            }
            _isBusy = true;
        }
    }

    /// <summary>Ends work in the transaction.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _isBusy = false;
            if (_isStopped)
            {
                _transaction.Dispose();
            }
        }
    }

    /// <summary>Rolls back what was not committed. The caller works in it, or nobody does.</summary>
    public void Dispose()
    {
        _stopped.Unregister();
        lock (_lock)
        {
            _isStopped = true;
            _transaction.Dispose();
        }
    }

    private void Stop()
    {
        lock (_lock)
        {
            _isStopped = true;
            if (!_isBusy)
            {
                _transaction.Dispose();
            }
        }
    }
}
