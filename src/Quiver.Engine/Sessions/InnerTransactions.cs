using System.Globalization;
using Quiver.Cypher.Execution.Transactions;
using Quiver.Engine.Databases;
using Quiver.Storage;
using Quiver.Storage.Transactions;

namespace Quiver.Engine.Sessions;

/// <summary>The transactions of CALL IN TRANSACTIONS. They wait on the thread of their query, which is there for it alone.</summary>
/// <param name="services">Gives the transactions their numbers.</param>
/// <param name="database">Where they run.</param>
/// <param name="maxRestarts">How often a statement may be overtaken.</param>
/// <param name="cancellation">Ends the query.</param>
internal sealed class InnerTransactions(
    EngineServices services,
    OpenDatabase database,
    int maxRestarts,
    CancellationToken cancellation
) : IInnerTransactions
{
    /// <inheritdoc/>
    public WriteTransaction Begin(out string name)
    {
        long number = services.Transactions.NextId();
        name = string.Create(CultureInfo.InvariantCulture, $"{database.Name}-transaction-{number}");
        return database.BeginWriteAsync(cancellation).AsTask().GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Commit(WriteTransaction transaction) =>
        transaction.CommitAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public int Wait(StatementConflictException conflict, int restartCount)
    {
        int restarts = conflict.IsLockWait ? restartCount : restartCount + 1;
        if (restarts > maxRestarts)
        {
            throw EngineErrors.StatementOutdated(maxRestarts);
        }
        conflict.WaitAsync(cancellation).AsTask().GetAwaiter().GetResult();
        return restarts;
    }

    /// <inheritdoc/>
    public Snapshot OpenSnapshot() => database.OpenSnapshot();
}
