using Quiver.Storage.Locks;

namespace Quiver.Storage.Transactions;

/// <summary>
/// The statement cannot go on upon its snapshot: somebody else holds a lock that it needs, or committed a change of what it was about to change. Its caller
/// undoes it (<see cref="WriteTransaction.RollbackStatement"/>), waits, and runs it again from <see cref="WriteTransaction.BeginStatement"/> on.
/// </summary>
public sealed class StatementConflictException : Exception
{
    private readonly WriteTransaction _transaction;
    private readonly ReadOnlyMemory<EntityKey> _keys;
    private readonly LockMode _mode;

    internal StatementConflictException(
        WriteTransaction transaction,
        ReadOnlyMemory<EntityKey> keys,
        LockMode mode
    )
        : base("The statement met a concurrent change and has to be run again.")
    {
        _transaction = transaction;
        _keys = keys;
        _mode = mode;
    }

    /// <summary>Whether there are locks to wait for; otherwise the statement can be run again at once.</summary>
    public bool IsLockWait => !_keys.IsEmpty;

    /// <summary>Waits for the locks; they are held afterwards. Completes at once when there are none to wait for.</summary>
    /// <exception cref="Model.Status.CypherException"><c>DeadlockDetected</c>, <c>LockAcquisitionTimeout</c>: the transaction is to be rolled back.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ValueTask WaitAsync(CancellationToken cancellation) =>
        IsLockWait
            ? _transaction.AwaitLocksAsync(_keys, _mode, cancellation)
            : ValueTask.CompletedTask;
}
