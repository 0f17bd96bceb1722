namespace Quiver.Model.Status;

public static partial class StatusCodes
{
    // What the server or its disk got wrong.

    /// <summary>A defect of the server.</summary>
    public static readonly StatusCode UnknownError = Of(
        "Neo.DatabaseError.General.UnknownError",
        UnexpectedError
    );

    /// <summary>The server failed to run the statement.</summary>
    public static readonly StatusCode StatementExecutionFailed = Of(
        "Neo.DatabaseError.Statement.ExecutionFailed",
        UnexpectedError
    );

    /// <summary>It is not known whether the commit reached the disk, or it did not.</summary>
    public static readonly StatusCode TransactionCommitFailed = Of(
        "Neo.DatabaseError.Transaction.TransactionCommitFailed",
        UnexpectedError
    );

    /// <summary>The commit log cannot be written.</summary>
    public static readonly StatusCode TransactionLogError = Of(
        "Neo.DatabaseError.Transaction.TransactionLogError",
        UnexpectedError
    );

    /// <summary>A rollback failed.</summary>
    public static readonly StatusCode TransactionRollbackFailed = Of(
        "Neo.DatabaseError.Transaction.TransactionRollbackFailed",
        UnexpectedError
    );

    /// <summary>A transaction cannot be started.</summary>
    public static readonly StatusCode TransactionStartFailed = Of(
        "Neo.DatabaseError.Transaction.TransactionStartFailed",
        UnexpectedError
    );

    /// <summary>CALL { … } IN TRANSACTIONS inside an explicit transaction.</summary>
    public static readonly StatusCode ImplicitTransactionRequired = Of(
        "Neo.DatabaseError.Transaction.TransactionStartFailed",
        Gql25N17
    );

    /// <summary>A constraint cannot be created.</summary>
    public static readonly StatusCode ConstraintCreationFailed = Of(
        "Neo.DatabaseError.Schema.ConstraintCreationFailed",
        UnexpectedError
    );

    /// <summary>A constraint cannot be dropped.</summary>
    public static readonly StatusCode ConstraintDropFailed = Of(
        "Neo.DatabaseError.Schema.ConstraintDropFailed",
        UnexpectedError
    );

    /// <summary>An index cannot be created.</summary>
    public static readonly StatusCode IndexCreationFailed = Of(
        "Neo.DatabaseError.Schema.IndexCreationFailed",
        UnexpectedError
    );

    /// <summary>An index cannot be dropped.</summary>
    public static readonly StatusCode IndexDropFailed = Of(
        "Neo.DatabaseError.Schema.IndexDropFailed",
        UnexpectedError
    );

    /// <summary>No number is left for another label, type or key.</summary>
    public static readonly StatusCode TokenLimitReached = Of(
        "Neo.DatabaseError.Schema.TokenLimitReached",
        UnexpectedError
    );
}
