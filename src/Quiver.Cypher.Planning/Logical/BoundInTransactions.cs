using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>How a called subquery runs in transactions of its own.</summary>
/// <param name="Settings">How many rows make a transaction, and what becomes of one that fails.</param>
/// <param name="Status">The column that tells of each row's transaction; null for none.</param>
internal sealed record BoundInTransactions(TransactionSettings Settings, Variable? Status)
{
    internal BoundInTransactions Map(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Settings = Settings with
            {
                RowCount = map(Settings.RowCount),
                RetrySeconds = map(Settings.RetrySeconds),
                Concurrency = Settings.Concurrency is null ? null : map(Settings.Concurrency),
            },
        };
}
