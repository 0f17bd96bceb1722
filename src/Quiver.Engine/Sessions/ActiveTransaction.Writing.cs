using Quiver.Engine.Results;
using Quiver.Model.Values;
using Quiver.Storage.Transactions;

namespace Quiver.Engine.Sessions;

/// <content>Statements that write: run again where they meet other transactions.</content>
internal sealed partial class ActiveTransaction
{
    // Waiting for a lock does not count: that ends. A statement that is overtaken so often without one should be tried again later.
    private const int MaxRestarts = 10;

    /// <summary>Runs a statement in the writing transaction, which is begun when there is none.</summary>
    private async ValueTask<QueryCursor> RunWritingAsync(
        string query,
        IReadOnlyDictionary<string, Value> parameters,
        bool endsTransaction,
        long started
    )
    {
        try
        {
            Interruption.ThrowIfInterrupted();
            _entry.Query = query;
            if (_write is null)
            {
                var transaction = await Database.BeginWriteAsync(Interruption.Token);
                _write = new OpenWork<WriteTransaction>(transaction, Interruption.Token);
            }
            else
            {
                _write.Enter();
            }
            try
            {
                var run = await RunAgainUntilDoneAsync(query, parameters, _write.Transaction);
                return Open(run, endsTransaction, started);
            }
            finally
            {
                _write.Leave();
            }
        }
        catch (Exception error)
        {
            throw Fail(error);
        }
    }

    /// <summary>
    /// Runs a statement up to its first rows, when all of its changes are made. Where it meets another transaction it is undone, waits, and runs
    /// again on the newest commit: nobody has seen anything of it.
    /// </summary>
    private async ValueTask<QueryRun> RunAgainUntilDoneAsync(
        string query,
        IReadOnlyDictionary<string, Value> parameters,
        WriteTransaction transaction
    )
    {
        for (int restarts = 0; ; )
        {
            transaction.BeginStatement();
            try
            {
                return MakeChanges(query, parameters, transaction);
            }
            catch (StatementConflictException conflict)
            {
                transaction.RollbackStatement();
                if (!conflict.IsLockWait && ++restarts > MaxRestarts)
                {
                    throw EngineErrors.StatementOutdated(MaxRestarts);
                }
                await AwaitOthersAsync(conflict);
            }
        }
    }

    private async ValueTask AwaitOthersAsync(StatementConflictException conflict)
    {
        try
        {
            await conflict.WaitAsync(Interruption.Token);
        }
        catch (OperationCanceledException) when (Interruption.IsTimeout && conflict.IsLockWait)
        {
            throw EngineErrors.TimedOutWaitingForLock();
        }
    }

    /// <summary>Runs a statement up to its first rows.</summary>
    private QueryRun MakeChanges(
        string query,
        IReadOnlyDictionary<string, Value> parameters,
        WriteTransaction transaction
    )
    {
        var snapshot = transaction.Read();
        var planned = PlanOver(snapshot, query);
        var run = Start(planned, snapshot, parameters, transaction);
        if (!Writes(planned.Plan))
        {
            return run;
        }
        try
        {
            run.MakeChanges();
            transaction.EndStatement();
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }
}
