using Quiver.Engine.Sessions;

namespace Quiver.Http.Transactions;

/// <summary>A request, read.</summary>
/// <param name="Headers">What its headers say about the transaction.</param>
/// <param name="Statements">What its body asks.</param>
internal sealed record TransactionRequest(
    TransactionHeaders Headers,
    IReadOnlyList<StatementRequest> Statements
)
{
    /// <summary>A request that asks nothing.</summary>
    public static readonly TransactionRequest Empty = new(
        new TransactionHeaders(AccessMode.Write, null, []),
        []
    );

    /// <summary>How the engine is asked to begin the request's transaction.</summary>
    public BeginRequest Begin(string database) =>
        new()
        {
            Database = database,
            AccessMode = Headers.AccessMode,
            Timeout = Headers.Timeout,
            Bookmarks = Headers.Bookmarks,
        };
}
