namespace Quiver.Http.Transactions;

/// <summary>A request, read.</summary>
/// <param name="Headers">What its headers say about the transaction.</param>
/// <param name="Statements">What its body asks.</param>
internal sealed record TransactionRequest(
    TransactionHeaders Headers,
    IReadOnlyList<StatementRequest> Statements
);
