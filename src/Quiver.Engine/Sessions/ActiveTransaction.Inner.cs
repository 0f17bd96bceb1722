using Quiver.Cypher.Planning;
using Quiver.Engine.Results;

namespace Quiver.Engine.Sessions;

/// <summary>Queries that run transactions of their own.</summary>
internal sealed partial class ActiveTransaction
{
    private bool _isOfOneQuery;

    private InnerTransactions? InnerTransactionsOf(QueryPlan plan)
    {
        if (!plan.Root.RunsTransactions || plan.Mode == PlanMode.Explain)
        {
            return null;
        }
        return _isOfOneQuery || !plan.Root.IsAutoCommitOnly
            ? new InnerTransactions(_services, Database, MaxRestarts, Interruption.Token)
            : throw EngineErrors.TransactionsInTransaction();
    }

    /// <summary>Runs a query up to its first rows, with all transactions of its own; its thread waits for their locks and commits, and for files.</summary>
    private async ValueTask<QueryCursor> RunApartAsync(QueryRun run, bool ends, long started)
    {
        try
        {
            await Task.Factory.StartNew(
                run.MakeChanges,
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
            return Open(run, ends, started);
        }
        catch (Exception error)
        {
            run.Dispose();
            throw Fail(error);
        }
    }
}
