using Quiver.Cypher.Execution.Transactions;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Columns;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// TransactionApply: takes left rows together to transactions, runs the right side in each and commits it, several side by side where the query says so. Rows come in the order of the
/// left ones nevertheless. At the end the query goes on with the newest commit, so that those above see what was done.
/// </summary>
internal sealed class TransactionApplyOperator(
    QueryContext context,
    Operator left,
    InnerQuery inner,
    TransactionApplySettings settings
) : Operator
{
    /// <summary>The most transactions that run side by side.</summary>
    public const int MaxConcurrency = 64;

    private const int FirstPauseMilliseconds = 10;
    private const int LongestPauseMilliseconds = 1_000;

    private readonly Queue<Batch> _output = new();

    // In the order of their rows; with what their rows take.
    private readonly Queue<(Task<TransactionRun> Run, long Bytes)> _running = new();
    private Batch? _rest;
    private int _restStart;
    private long _committedCount;
    private bool _isBroken;
    private bool _isDone;
    private bool _isLeftDone;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            if (_output.TryDequeue(out var batch))
            {
                return batch;
            }
            if (_isDone)
            {
                return null;
            }
            Advance();
        }
    }

    // It stands under no Apply: the binder sees to it.
    /// <inheritdoc/>
    public override void Restart() =>
        throw new System.Diagnostics.UnreachableException("Transactions are never run again.");

    /// <summary>The rows of the next transaction, of which a query may want very many.</summary>
    /// <param name="bytes">What they take, which is charged.</param>
    private List<Batch> TakeRows(out long bytes)
    {
        bytes = 0;
        var rows = new List<Batch>();
        var kept = new KeptRowsMemory();
        long wanted = settings.RowCount;
        while (wanted > 0)
        {
            if (_rest is null)
            {
                _rest = left.Next();
                _restStart = 0;
                if (_rest is null)
                {
                    break;
                }
            }
            int count = (int)Math.Min(wanted, _rest.RowCount - _restStart);
            if (count > 0)
            {
                var part = RowSubset.Take(_rest, RowRange.Of(_restStart, count));
                long partBytes = kept.Add(part);
                context.Memory.Charge(partBytes);
                bytes += partBytes;
                rows.Add(part);
            }
            wanted -= count;
            _restStart += count;
            if (_restStart == _rest.RowCount)
            {
                _rest = null;
            }
        }
        return rows;
    }

    private void Advance()
    {
        bool isWhole = false;
        try
        {
            Start();
            if (_running.Count == 0)
            {
                _isDone = true;
                context.MoveTo(settings.Transactions.OpenSnapshot());
            }
            else
            {
                var (oldest, bytes) = _running.Dequeue();
                End(oldest.GetAwaiter().GetResult());
                context.Memory.Release(bytes);
            }
            isWhole = true;
        }
        finally
        {
            if (!isWhole)
            {
                // None may still change the graph when the query has ended.
                Await(_running);
            }
        }
    }

    /// <summary>Begins as many transactions as may run side by side.</summary>
    private void Start()
    {
        while (!_isLeftDone && _running.Count < settings.Concurrency)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var rows = TakeRows(out long bytes);
            _isLeftDone = rows.Count == 0;
            if (!_isLeftDone)
            {
                _running.Enqueue((Begin(rows), bytes));
            }
        }
    }

    private Task<TransactionRun> Begin(List<Batch> rows)
    {
        if (_isBroken)
        {
            return Task.FromResult(TransactionRun.Of(rows, TransactionOutcome.NotStarted));
        }
        // Transactions wait for locks and the disk: side by side, each has a thread.
        return settings.Concurrency == 1
            ? Task.FromResult(Attempt(rows))
            : Task.Factory.StartNew(
                () => Attempt(rows),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
    }

    /// <summary>Hands the rows of the oldest transaction on.</summary>
    private void End(TransactionRun run)
    {
        Count(run);
        if (run.Failure is { } error && settings.OnError == TransactionFailure.Fail)
        {
            foreach (var other in Await(_running))
            {
                Count(other);
            }
            throw RuntimeErrors.InnerTransactionFailed(error, _committedCount);
        }
        _isBroken |= !run.Outcome.IsCommitted && settings.OnError == TransactionFailure.Break;
        foreach (var result in run.Results)
        {
            _output.Enqueue(Join(result, run.Outcome));
        }
    }

    private void Count(TransactionRun run)
    {
        if (run.Outcome.IsCommitted)
        {
            _committedCount++;
            context.InnerCounters = context.InnerCounters.With(run.Counters);
        }
    }

    /// <summary>Waits until all have ended; gives those that ended by themselves.</summary>
    private static IEnumerable<TransactionRun> Await(
        Queue<(Task<TransactionRun> Run, long Bytes)> running
    )
    {
        var runs = new List<TransactionRun>();
        while (running.TryDequeue(out var next))
        {
            ((IAsyncResult)next.Run).AsyncWaitHandle.WaitOne();
            if (next.Run.IsCompletedSuccessfully)
            {
                runs.Add(next.Run.GetAwaiter().GetResult());
            }
        }
        return runs;
    }

    private TransactionRun Attempt(List<Batch> rows)
    {
        long deadline = context.Clock.MonotonicNanoseconds + settings.RetryNanoseconds;
        int pause = FirstPauseMilliseconds;
        while (true)
        {
            string name = "";
            try
            {
                var results = new List<InnerRows>();
                var counters = RunOnce(rows, results, ref name);
                return new(results, new TransactionOutcome(true, true, name, null), counters, null);
            }
            catch (CypherException error)
            {
                bool isPassing = error.Status.Code.StartsWith(
                    "Neo.TransientError",
                    StringComparison.Ordinal
                );
                bool tryAgain =
                    settings.Retries && isPassing && context.Clock.MonotonicNanoseconds < deadline;
                if (!tryAgain)
                {
                    var outcome = new TransactionOutcome(true, false, name, error.Message);
                    return TransactionRun.Of(rows, outcome) with { Failure = error };
                }
            }
            context.Cancellation.WaitHandle.WaitOne(pause);
            context.Cancellation.ThrowIfCancellationRequested();
            pause = Math.Min(2 * pause, LongestPauseMilliseconds);
        }
    }

    private UpdateCounters RunOnce(List<Batch> rows, List<InnerRows> results, ref string name)
    {
        using var transaction = settings.Transactions.Begin(out name);
        for (int restarts = 0; ; )
        {
            transaction.BeginStatement();
            try
            {
                var counters = inner.Run(transaction, rows, results);
                transaction.EndStatement();
                settings.Transactions.Commit(transaction);
                return counters;
            }
            catch (StatementConflictException conflict)
            {
                transaction.RollbackStatement();
                restarts = settings.Transactions.Wait(conflict, restarts);
            }
        }
    }

    private Batch Join(InnerRows rows, TransactionOutcome outcome)
    {
        int count = rows.LeftRows.Length;
        var columns = settings.Left.Pass(rows.Left, rows.LeftRows);
        for (int slot = 0; slot < columns.Length; slot++)
        {
            int right = settings.RightSlots[slot];
            if (slot == settings.StatusSlot)
            {
                columns[slot] = Repeat(outcome.ToValue(), count);
            }
            else if (right >= 0)
            {
                columns[slot] = rows.Found?.Columns[right] ?? Repeat(Value.Null, count);
            }
        }
        return new Batch(columns, count);
    }

    private static AnyVector Repeat(Value value, int count)
    {
        var column = new AnyVector(count);
        for (int row = 0; row < count; row++)
        {
            column.Append(value);
        }
        return column;
    }
}
