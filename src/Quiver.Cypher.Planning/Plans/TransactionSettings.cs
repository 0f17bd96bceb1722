using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>How rows are taken together to transactions.</summary>
/// <param name="RowCount">The rows of a transaction; needs no row itself.</param>
/// <param name="OnError">What becomes of the query when a transaction fails.</param>
/// <param name="Retries">Whether a transaction that failed for a passing reason is tried again.</param>
/// <param name="RetrySeconds">For how long; needs no row.</param>
/// <param name="Concurrency">How many run side by side: as many, or so many fewer than there are processors; null for one after the other. Needs no row.</param>
public sealed record TransactionSettings(
    BoundExpression RowCount,
    TransactionFailure OnError,
    bool Retries,
    BoundExpression RetrySeconds,
    BoundExpression? Concurrency
)
{
    /// <summary>The settings as plans show them.</summary>
    public override string ToString()
    {
        string reaction = OnError.ToString().ToUpperInvariant();
        string error = Retries ? $"RETRY FOR {RetrySeconds} SECONDS THEN {reaction}" : reaction;
        string many = Concurrency is null ? "" : $"{Concurrency} CONCURRENT ";
        return $"IN {many}TRANSACTIONS OF {RowCount} ROWS ON ERROR {error}";
    }
}
