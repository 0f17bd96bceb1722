namespace Quiver.Model.Status;

public static partial class StatusCodes
{
    // What may work when tried again: drivers retry these.

    /// <summary>The transaction was chosen to break a deadlock.</summary>
    public static readonly StatusCode DeadlockDetected = Of(
        "Neo.TransientError.Transaction.DeadlockDetected",
        UnexpectedError
    );

    /// <summary>A lock was not free in time.</summary>
    public static readonly StatusCode LockAcquisitionTimeout = Of(
        "Neo.TransientError.Transaction.LockAcquisitionTimeout",
        UnexpectedError
    );

    /// <summary>The database did not reach the bookmark in time.</summary>
    public static readonly StatusCode BookmarkTimeout = Of(
        "Neo.TransientError.Transaction.BookmarkTimeout",
        UnexpectedError
    );

    /// <summary>Constraints changed under the transaction.</summary>
    public static readonly StatusCode ConstraintsChanged = Of(
        "Neo.TransientError.Transaction.ConstraintsChanged",
        UnexpectedError
    );

    /// <summary>Too many transactions at once.</summary>
    public static readonly StatusCode MaximumTransactionLimitReached = Of(
        "Neo.TransientError.Transaction.MaximumTransactionLimitReached",
        UnexpectedError
    );

    /// <summary>What the transaction read has changed.</summary>
    public static readonly StatusCode TransactionOutdated = Of(
        "Neo.TransientError.Transaction.Outdated",
        UnexpectedError
    );

    /// <summary>Another query of the transaction failed.</summary>
    public static readonly StatusCode QueryExecutionFailedOnTransaction = Of(
        "Neo.TransientError.Transaction.QueryExecutionFailedOnTransaction",
        UnexpectedError
    );

    /// <summary>The server has no memory left for queries.</summary>
    public static readonly StatusCode MemoryPoolOutOfMemory = Of(
        "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
        UnexpectedError
    );

    /// <summary>The database is starting or stopping.</summary>
    public static readonly StatusCode DatabaseUnavailable = Of(
        "Neo.TransientError.General.DatabaseUnavailable",
        UnexpectedError
    );

    /// <summary>The server has no worker free.</summary>
    public static readonly StatusCode RequestNoThreadsAvailable = Of(
        "Neo.TransientError.Request.NoThreadsAvailable",
        UnexpectedError
    );
}
