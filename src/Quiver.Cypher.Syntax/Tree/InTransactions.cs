namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>IN TRANSACTIONS</c> behind CALL of a subquery: it commits every so many rows.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="IsConcurrent">Whether transactions may run side by side.</param>
/// <param name="Concurrency">How many may; null for a number that the server chooses.</param>
/// <param name="RowCount">The rows of a transaction; null for 1,000.</param>
/// <param name="OnError">What becomes of the query when a transaction fails.</param>
/// <param name="Retries">Whether a transaction that failed for a passing reason is tried again.</param>
/// <param name="RetrySeconds">For how long; null for 30 seconds.</param>
/// <param name="Status">The variable that tells of each row's transaction; null when none is asked for.</param>
public sealed record InTransactions(
    SourceExtent Extent,
    bool IsConcurrent,
    Expression? Concurrency,
    Expression? RowCount,
    ErrorReaction OnError,
    bool Retries,
    Expression? RetrySeconds,
    Variable? Status
) : SyntaxNode(Extent);
