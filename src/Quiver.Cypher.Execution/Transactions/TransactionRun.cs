using Quiver.Model.Columns;
using Quiver.Model.Status;

namespace Quiver.Cypher.Execution.Transactions;

/// <summary>One inner transaction that has ended.</summary>
/// <param name="Results">The rows that its right side gave, or its left rows where it failed.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Counters">What it changed.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
internal sealed record TransactionRun(
    IReadOnlyList<InnerRows> Results,
    TransactionOutcome Outcome,
    UpdateCounters Counters,
    CypherException? Failure
)
{
    /// <summary>A transaction that changed nothing: its left rows are handed on.</summary>
    public static TransactionRun Of(List<Batch> rows, TransactionOutcome outcome) =>
        new(
            [
                .. rows.Select(static batch => new InnerRows(
                    batch,
                    Operators.RowRange.Of(0, batch.RowCount),
                    null
                )),
            ],
            outcome,
            default,
            null
        );
}
