using Quiver.Storage;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Transactions;

/// <summary>
/// Begins and ends the transactions of CALL IN TRANSACTIONS. The methods wait: a query with such transactions has a thread of its own.
/// </summary>
public interface IInnerTransactions
{
    /// <summary>Begins a transaction.</summary>
    /// <param name="name">What users know it by.</param>
    WriteTransaction Begin(out string name);

    /// <summary>Makes a transaction's changes durable.</summary>
    void Commit(WriteTransaction transaction);

    /// <summary>Waits until a statement that met another transaction may run again.</summary>
    /// <param name="conflict">What it met.</param>
    /// <param name="restartCount">How often the statement has been overtaken, without this time.</param>
    /// <returns>How often it has been overtaken now.</returns>
    int Wait(StatementConflictException conflict, int restartCount);

    /// <summary>The newest commit.</summary>
    Snapshot OpenSnapshot();
}
