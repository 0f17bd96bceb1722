using System.Globalization;
using Quiver.Engine.Databases;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine;

/// <summary>The errors of databases, transactions and bookmarks.</summary>
internal static class EngineErrors
{
    /// <summary>No database of that name stands in the home.</summary>
    public static CypherException DatabaseNotFound(string name) =>
        new(
            StatusCodes.DatabaseNotFound,
            $"Database does not exist. Database name: '{Shorten(name)}'."
        );

    /// <summary>The database exists but cannot be opened.</summary>
    public static CypherException DatabaseUnavailable(string name, Exception cause) =>
        new(
            StatusCodes.DatabaseUnavailable,
            $"Database '{name}' cannot be opened: {cause.Message}",
            inner: cause
        );

    /// <summary>A graph that USE names does not exist.</summary>
    public static CypherException GraphNotFound(string name) =>
        new(StatusCodes.DatabaseNotFound, $"Graph not found: {Shorten(name)}");

    /// <summary>The parameter that is to name a graph was not given.</summary>
    public static CypherException GraphNameMissing(string parameter) =>
        new(StatusCodes.ParameterMissing, $"Expected parameter(s): {parameter}");

    /// <summary>What is to name a graph is something else.</summary>
    public static CypherException GraphNameIsNoText(Value value) =>
        new(
            StatusCodes.TypeError,
            $"Type mismatch: expected String but was {value.Kind}: {Shorten(ValueText.Format(value))}"
        );

    /// <summary>The database was stopped by a command.</summary>
    public static CypherException DatabaseOffline(string name) =>
        new(
            StatusCodes.DatabaseUnavailable,
            $"Database '{name}' is unavailable: it was stopped. START DATABASE `{name}` makes it available again."
        );

    /// <summary>The database of a transaction that runs is stopped or dropped.</summary>
    public static CypherException DatabaseStopped() =>
        new(
            StatusCodes.DatabaseUnavailable,
            "The transaction has been terminated, because its database was stopped or dropped."
        );

    /// <summary>A write in a database whose access is read-only.</summary>
    public static CypherException WriteOnReadOnlyDatabase(string name) =>
        new(
            StatusCodes.WriteOnReadOnlyAccessDatabase,
            $"No write operations are allowed on this database. Database '{name}' has read-only access: ALTER DATABASE `{name}` SET ACCESS READ WRITE changes that."
        );

    /// <summary>A query on the system database, which takes commands only.</summary>
    public static CypherException NotOnSystem(string statement) =>
        new(
            StatusCodes.UnsupportedAdministrationCommand,
            $"Unsupported administration command: {Shorten(statement)}"
        );

    /// <summary>EXPLAIN or PROFILE before a command.</summary>
    public static CypherException NoPlanOfCommand() =>
        new(
            StatusCodes.UnsupportedOperation,
            "An administration command has no plan: run it without EXPLAIN and PROFILE."
        );

    /// <summary>A command in a transaction that has done something in another database.</summary>
    public static CypherException NotSystemDatabase() =>
        new(
            StatusCodes.NotSystemDatabase,
            "This is an administration command and it should be executed against the system database: it cannot be combined with queries in one transaction."
        );

    /// <summary>USE in a transaction that has done something in another database.</summary>
    public static CypherException OtherDatabaseInTransaction(string name) =>
        new(
            StatusCodes.InvalidTargetDatabase,
            $"A transaction works in one database: this one cannot USE {Shorten(name)} as well."
        );

    /// <summary>A write in a transaction that may only read.</summary>
    public static CypherException WriteInReadMode(string database) =>
        new(
            StatusCodes.AccessMode,
            $"Writing in read access mode not allowed. Attempted write to {database}"
        );

    /// <summary>CALL IN TRANSACTIONS in a transaction that the client has begun.</summary>
    public static CypherException TransactionsInTransaction() =>
        new(
            StatusCodes.ImplicitTransactionRequired,
            "A query with 'CALL { ... } IN TRANSACTIONS' can only be executed in an implicit transaction, but tried to execute in an explicit transaction."
        );

    /// <summary>A query for a procedure to run in the transaction of its caller that does more than read and change the graph.</summary>
    public static CypherException ProcedureQueryChangesOnly() =>
        new(
            StatusCodes.ArgumentError,
            "The query that a procedure is to run must be one that only reads and changes the graph, without transactions of its own, files, EXPLAIN, PROFILE or SHOW."
        );

    /// <summary>A query for a procedure to run, such as an export, that does more than read.</summary>
    public static CypherException ProcedureQueryReadsOnly() =>
        new(
            StatusCodes.ArgumentError,
            "The query that a procedure is to run must be one that only reads the graph, without EXPLAIN, PROFILE or SHOW."
        );

    /// <summary>A statement for a procedure to run in transactions of its own that has no clauses.</summary>
    public static CypherException ProcedureStatementIsCommand() =>
        new(
            StatusCodes.ArgumentError,
            "A statement that a procedure is to run in transactions of its own cannot be a command about indexes, constraints, databases or users."
        );

    /// <summary>A statement that other transactions overtook again and again.</summary>
    public static CypherException StatementOutdated(int restarts) =>
        new(
            StatusCodes.TransactionOutdated,
            $"The statement was run {restarts + 1} times, and each time another transaction changed what it was about to change. Retry the transaction."
        );

    /// <summary>The session was interrupted or the transaction terminated.</summary>
    public static CypherException Terminated() =>
        new(
            StatusCodes.TransactionTerminated,
            "The transaction has been terminated. Retry your operation in a new transaction, and you should see a successful result. Explicitly terminated by the user."
        );

    /// <summary>The client's time-out has passed.</summary>
    public static CypherException TimedOutByClient() =>
        new(
            StatusCodes.TransactionTimedOutByClient,
            "The transaction has been terminated. Retry your operation in a new transaction, and you should see a successful result. The transaction has not completed within the timeout specified at its start by the client."
        );

    /// <summary>The engine's time-out has passed.</summary>
    public static CypherException TimedOut() =>
        new(
            StatusCodes.TransactionTimedOut,
            "The transaction has been terminated. Retry your operation in a new transaction, and you should see a successful result. The transaction has not completed within the server's time limit."
        );

    /// <summary>The client's or the engine's time-out has passed while a lock was waited for.</summary>
    public static CypherException TimedOutWaitingForLock() =>
        new(
            StatusCodes.LockClientStopped,
            "The transaction has been terminated, so no more locks can be acquired. It was waiting for a lock of another transaction when its timeout was over."
        );

    /// <summary>Transactions are asked for by something that is no text.</summary>
    public static CypherException TransactionNameIsNoText(Value value) =>
        new(
            StatusCodes.ArgumentError,
            $"The name of a transaction is text, not {ValueText.Format(value)}."
        );

    /// <summary>Text that is no name of a transaction, whether there is one or not.</summary>
    public static CypherException NotATransactionName(string name) =>
        new(
            StatusCodes.InvalidArguments,
            $"Could not parse id {Shorten(name)} (expected format: <databasename>-transaction-<id>)"
        );

    /// <summary>A procedure waits for an index that there is not.</summary>
    public static CypherException NoSuchIndex(string name) =>
        new(StatusCodes.ProcedureCallFailed, $"There is no such index: '{name}'.");

    /// <summary>A procedure was asked for beans by something that is no pattern of their names.</summary>
    public static CypherException MalformedObjectName(string text, string problem) =>
        new(
            StatusCodes.ProcedureCallFailed,
            $"'{text}' is no name of beans: {problem}. All are '*:*', those of databases 'neo4j.metrics:name=neo4j.database.*'."
        );

    /// <summary>A procedure waits for an index whose build failed.</summary>
    public static CypherException IndexFailed(string name, string message) =>
        new(
            StatusCodes.ProcedureCallFailed,
            $"The index '{name}' could not be built: {message} Drop it and create it again."
        );

    /// <summary>A procedure waited for indexes in vain.</summary>
    public static CypherException IndexesNotOnline(string? name, long seconds) =>
        new(
            StatusCodes.ProcedureTimedOut,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(name is null ? "Not all indexes came" : $"The index '{name}' did not come")} online within {seconds} seconds."
            )
        );

    /// <summary>The engine is closing.</summary>
    public static CypherException Closing() =>
        new(StatusCodes.DatabaseUnavailable, "The server is shutting down.");

    /// <summary>A call on a transaction that was committed, rolled back or failed.</summary>
    public static CypherException TransactionEnded() =>
        new(
            StatusCodes.TransactionNotFound,
            "The transaction has been closed: it was committed, rolled back or failed."
        );

    /// <summary>A second thing in a session while its first is not finished.</summary>
    public static CypherException TransactionOpen() =>
        new(
            StatusCodes.RequestInvalidInState,
            "The session has an open transaction: commit it or roll it back first."
        );

    /// <summary>Text that is no bookmark of this product.</summary>
    public static CypherException MalformedBookmark(string bookmark) =>
        new(
            StatusCodes.InvalidBookmark,
            $"Supplied bookmark '{Shorten(bookmark)}' does not conform to pattern '<log id>:<epoch>:<sequence>'."
        );

    /// <summary>A bookmark of another database, or of a history that this database no longer has.</summary>
    public static CypherException ForeignBookmark(string bookmark) =>
        new(
            StatusCodes.InvalidBookmark,
            $"Supplied bookmark '{Shorten(bookmark)}' is not of this database's history."
        );

    /// <summary>More bookmarks than a request may have.</summary>
    public static CypherException TooManyBookmarks() =>
        new(
            StatusCodes.InvalidBookmark,
            $"A request may have at most {Bookmark.MaxPerRequest} bookmarks."
        );

    /// <summary>The commit that a bookmark names has not come in time.</summary>
    public static CypherException BookmarkTimeout(string database, long wanted, long reached) =>
        new(
            StatusCodes.BookmarkTimeout,
            $"Database '{database}' not up to the requested version: {wanted}. Latest database version is {reached}"
        );

    /// <summary>The store failed under a query.</summary>
    public static CypherException StorageFailed(Exception cause) =>
        new(StatusCodes.StatementExecutionFailed, cause.Message, inner: cause);

    private static string Shorten(string text)
    {
        const int MaxShown = 100;
        return text.Length <= MaxShown ? text : text[..MaxShown] + "…";
    }
}
