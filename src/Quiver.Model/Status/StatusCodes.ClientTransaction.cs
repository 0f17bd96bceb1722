namespace Quiver.Model.Status;

public static partial class StatusCodes
{
    // What is wrong with how a client uses transactions and databases.

    /// <summary>Schema and data changes in one transaction.</summary>
    public static readonly StatusCode ForbiddenDueToTransactionType = Of(
        "Neo.ClientError.Transaction.ForbiddenDueToTransactionType",
        Gql25G02
    );

    /// <summary>A bookmark that this server did not give.</summary>
    public static readonly StatusCode InvalidBookmark = Of(
        "Neo.ClientError.Transaction.InvalidBookmark",
        UnexpectedError
    );

    /// <summary>Bookmarks that do not go together.</summary>
    public static readonly StatusCode InvalidBookmarkMixture = Of(
        "Neo.ClientError.Transaction.InvalidBookmarkMixture",
        UnexpectedError
    );

    /// <summary>The transaction was ended from outside.</summary>
    public static readonly StatusCode TransactionTerminated = Of(
        "Neo.ClientError.Transaction.Terminated",
        UnexpectedError
    );

    /// <summary>Two requests use one transaction at once.</summary>
    public static readonly StatusCode TransactionAccessedConcurrently = Of(
        "Neo.ClientError.Transaction.TransactionAccessedConcurrently",
        UnexpectedError
    );

    /// <summary>A hook refused the transaction.</summary>
    public static readonly StatusCode TransactionHookFailed = Of(
        "Neo.ClientError.Transaction.TransactionHookFailed",
        UnexpectedError
    );

    /// <summary>The transaction has failed and can only be rolled back.</summary>
    public static readonly StatusCode TransactionMarkedAsFailed = Of(
        "Neo.ClientError.Transaction.TransactionMarkedAsFailed",
        UnexpectedError
    );

    /// <summary>No such transaction; it may have timed out.</summary>
    public static readonly StatusCode TransactionNotFound = Of(
        "Neo.ClientError.Transaction.TransactionNotFound",
        UnexpectedError
    );

    /// <summary>The transaction took longer than the server allows.</summary>
    public static readonly StatusCode TransactionTimedOut = Of(
        "Neo.ClientError.Transaction.TransactionTimedOut",
        UnexpectedError
    );

    /// <summary>The transaction took longer than its client allowed.</summary>
    public static readonly StatusCode TransactionTimedOutByClient = Of(
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
        UnexpectedError
    );

    /// <summary>The transaction cannot be committed as it is.</summary>
    public static readonly StatusCode TransactionValidationFailed = Of(
        "Neo.ClientError.Transaction.TransactionValidationFailed",
        UnexpectedError
    );

    /// <summary>The transaction was ended while it waited for a lock.</summary>
    public static readonly StatusCode LockClientStopped = Of(
        "Neo.ClientError.Transaction.LockClientStopped",
        UnexpectedError
    );

    /// <summary>No such database.</summary>
    public static readonly StatusCode DatabaseNotFound = Of(
        "Neo.ClientError.Database.DatabaseNotFound",
        UnexpectedError
    );

    /// <summary>A database of that name exists.</summary>
    public static readonly StatusCode ExistingDatabaseFound = Of(
        "Neo.ClientError.Database.ExistingDatabaseFound",
        UnexpectedError
    );

    /// <summary>This server cannot write; another can.</summary>
    public static readonly StatusCode NotALeader = Of(
        "Neo.ClientError.Cluster.NotALeader",
        UnexpectedError
    );

    /// <summary>A request that the protocol does not allow here or at all.</summary>
    public static readonly StatusCode RequestInvalid = Of(
        "Neo.ClientError.Request.Invalid",
        Gql08N06
    );

    /// <summary>A request that the connection's state does not allow.</summary>
    public static readonly StatusCode RequestInvalidInState = Of(
        "Neo.ClientError.Request.Invalid",
        Gql08N10
    );

    /// <summary>A request that cannot be read.</summary>
    public static readonly StatusCode RequestInvalidFormat = Of(
        "Neo.ClientError.Request.InvalidFormat",
        Gql08N06
    );

    /// <summary>A request that is used wrongly.</summary>
    public static readonly StatusCode RequestInvalidUsage = Of(
        "Neo.ClientError.Request.InvalidUsage",
        Gql08N06
    );

    /// <summary>The database can only be read.</summary>
    public static readonly StatusCode ForbiddenOnReadOnlyDatabase = Of(
        "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
        UnexpectedError
    );

    /// <summary>The database was set to read-only access.</summary>
    public static readonly StatusCode WriteOnReadOnlyAccessDatabase = Of(
        "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
        UnexpectedError
    );

    /// <summary>Arguments that do not go together.</summary>
    public static readonly StatusCode InvalidArguments = Of(
        "Neo.ClientError.General.InvalidArguments",
        UnexpectedError
    );

    /// <summary>The transaction needs more memory than it may have.</summary>
    public static readonly StatusCode TransactionOutOfMemory = Of(
        "Neo.ClientError.General.TransactionOutOfMemoryError",
        UnexpectedError
    );
}
