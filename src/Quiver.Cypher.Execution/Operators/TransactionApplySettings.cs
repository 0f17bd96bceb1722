using Quiver.Cypher.Execution.Transactions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>How a <see cref="TransactionApplyOperator"/> runs its transactions, and what its rows are made of.</summary>
/// <param name="Transactions">Begins and ends them.</param>
/// <param name="RowCount">The rows of one.</param>
/// <param name="OnError">What becomes of the query when one fails.</param>
/// <param name="Retries">Whether one that failed for a passing reason is tried again.</param>
/// <param name="RetryNanoseconds">For how long.</param>
/// <param name="Concurrency">How many run side by side.</param>
/// <param name="Left">The columns that come from the left rows.</param>
/// <param name="RightSlots">For each column of the output that of the right side; -1 for another's.</param>
/// <param name="StatusSlot">The column of the status; -1 for none.</param>
internal sealed record TransactionApplySettings(
    IInnerTransactions Transactions,
    long RowCount,
    TransactionFailure OnError,
    bool Retries,
    long RetryNanoseconds,
    int Concurrency,
    OutputColumns Left,
    int[] RightSlots,
    int StatusSlot
);
