using Quiver.Cypher.Execution.Transactions;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Columns;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// TransactionApply: takes left rows together to transactions, runs the right side in each and commits it. At the end the query goes on with the
/// newest commit, so that those above see what was done.
/// </summary>
internal sealed class TransactionApplyOperator(
    QueryContext context,
    Operator left,
    InnerQuery inner,
    TransactionApplySettings settings
) : Operator
{
    private const int FirstPauseMilliseconds = 10;
    private const int LongestPauseMilliseconds = 1_000;

    private readonly Queue<Batch> _output = new();
    private readonly List<InnerRows> _results = [];
    private Batch? _rest;
    private int _restStart;
    private long _committedCount;
    private bool _isBroken;
    private bool _isDone;

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
            context.Cancellation.ThrowIfCancellationRequested();
            var rows = TakeRows();
            if (rows.Count == 0)
            {
                _isDone = true;
                context.MoveTo(settings.Transactions.OpenSnapshot());
            }
            else
            {
                Run(rows);
            }
        }
    }

    // It stands under no Apply: the binder sees to it.
    /// <inheritdoc/>
    public override void Restart() =>
        throw new System.Diagnostics.UnreachableException("Transactions are never run again.");

    private List<Batch> TakeRows()
    {
        var rows = new List<Batch>();
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
                rows.Add(RowSubset.Take(_rest, RowRange.Of(_restStart, count)));
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

    private void Run(List<Batch> rows)
    {
        var outcome = _isBroken ? TransactionOutcome.NotStarted : Attempt(rows);
        if (!outcome.IsCommitted)
        {
            _isBroken |= settings.OnError == TransactionFailure.Break;
            _results.Clear();
            foreach (var batch in rows)
            {
                _results.Add(new InnerRows(batch, RowRange.Of(0, batch.RowCount), null));
            }
        }
        foreach (var result in _results)
        {
            _output.Enqueue(Join(result, outcome));
        }
        _results.Clear();
    }

    private TransactionOutcome Attempt(List<Batch> rows)
    {
        long deadline = context.Clock.MonotonicNanoseconds + settings.RetryNanoseconds;
        int pause = FirstPauseMilliseconds;
        while (true)
        {
            string name = "";
            try
            {
                RunOnce(rows, ref name);
                _committedCount++;
                return new TransactionOutcome(true, true, name, null);
            }
            catch (CypherException error)
            {
                bool isPassing = error.Status.Code.StartsWith(
                    "Neo.TransientError",
                    StringComparison.Ordinal
                );
                bool tryAgain =
                    settings.Retries && isPassing && context.Clock.MonotonicNanoseconds < deadline;
                if (!tryAgain && settings.OnError == TransactionFailure.Fail)
                {
                    throw RuntimeErrors.InnerTransactionFailed(error, _committedCount);
                }
                if (!tryAgain)
                {
                    return new TransactionOutcome(true, false, name, error.Message);
                }
            }
            context.Cancellation.WaitHandle.WaitOne(pause);
            context.Cancellation.ThrowIfCancellationRequested();
            pause = Math.Min(2 * pause, LongestPauseMilliseconds);
        }
    }

    private void RunOnce(List<Batch> rows, ref string name)
    {
        using var transaction = settings.Transactions.Begin(out name);
        for (int restarts = 0; ; )
        {
            transaction.BeginStatement();
            try
            {
                var counters = inner.Run(transaction, rows, _results);
                transaction.EndStatement();
                settings.Transactions.Commit(transaction);
                context.InnerCounters = context.InnerCounters.With(counters);
                return;
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
