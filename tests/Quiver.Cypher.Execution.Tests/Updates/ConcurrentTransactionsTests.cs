using Quiver.Cypher.Execution.Transactions;
using Quiver.Model.Status;
using Quiver.Storage;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Tests.Updates;

/// <summary>CALL IN CONCURRENT TRANSACTIONS: that transactions are open side by side, in which order their rows come, and what a failure leaves.</summary>
public sealed class ConcurrentTransactionsTests : IDisposable
{
    private readonly TestGraph _graph = new([]);

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void As_many_transactions_as_asked_for_are_open_at_once_and_rows_keep_their_order()
    {
        using var transactions = new MeetingTransactions(_graph, meeting: 3, Eventually.Limit);
        var rows = Run(
            "UNWIND range(1, 12) AS i CALL (i) { CREATE (n:Made {i: i}) RETURN n.i AS made } IN 3 CONCURRENT TRANSACTIONS OF 2 ROWS RETURN i, made",
            transactions
        );
        Assert.Equal(Enumerable.Range(1, 12).Select(static i => $"{i}, {i}"), rows);
        Assert.Equal(6, transactions.Committed);
        Assert.True(transactions.AllMet);
    }

    [Fact]
    public void A_failure_ends_the_query_when_the_others_have_ended()
    {
        using var transactions = new MeetingTransactions(
            _graph,
            meeting: 2,
            TimeSpan.FromSeconds(0.3)
        );
        var error = Assert.Throws<CypherException>(() =>
            Run(
                "UNWIND [1, 0, 2, 3, 4, 5, 6, 7] AS i CALL (i) { CREATE (n:Made {i: 1 / i}) } IN 2 CONCURRENT TRANSACTIONS OF 1 ROW",
                transactions
            )
        );
        Assert.Equal(StatusCodes.ArithmeticError.Code, error.Status.Code);
        Assert.EndsWith(
            $"(Transactions committed: {transactions.Committed})",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.InRange(transactions.Committed, 1, 3);
    }

    [Fact]
    public void After_a_failure_with_BREAK_no_transaction_is_begun()
    {
        using var transactions = new MeetingTransactions(
            _graph,
            meeting: 2,
            TimeSpan.FromSeconds(0.3)
        );
        var rows = Run(
            "UNWIND [1, 0, 2, 3, 4, 5, 6, 7] AS i CALL (i) { CREATE (n:Made {i: 1 / i}) } IN 2 CONCURRENT TRANSACTIONS OF 1 ROW ON ERROR BREAK REPORT STATUS AS s RETURN i, s.started, s.committed",
            transactions
        );
        Assert.Equal(8, rows.Count);
        Assert.Equal("1, true, true", rows[0]);
        Assert.Equal("0, true, false", rows[1]);
        Assert.Equal("7, false, false", rows[7]);
    }

    private List<string> Run(string query, MeetingTransactions transactions)
    {
        var options = ExecutionOptions.Default with { Transactions = transactions };
        var (_, rows) = _graph.Run(query, options: options);
        return [.. rows.Select(static row => string.Join(", ", row))];
    }

    /// <summary>Transactions that go on only when so many of them have begun.</summary>
    private sealed class MeetingTransactions(TestGraph graph, int meeting, TimeSpan patience)
        : IInnerTransactions,
            IDisposable
    {
        private readonly Barrier _met = new(meeting);
        private int _committed;

        public int Committed => _committed;

        public bool AllMet { get; private set; } = true;

        public WriteTransaction Begin(out string name)
        {
            name = "inner";
            if (!_met.SignalAndWait(patience))
            {
                AllMet = false;
            }
            return graph.BeginWriteAsync().AsTask().GetAwaiter().GetResult();
        }

        public void Commit(WriteTransaction transaction)
        {
            transaction.CommitAsync().AsTask().GetAwaiter().GetResult();
            Interlocked.Increment(ref _committed);
        }

        public int Wait(StatementConflictException conflict, int restartCount)
        {
            conflict
                .WaitAsync(TestContext.Current.CancellationToken)
                .AsTask()
                .GetAwaiter()
                .GetResult();
            return restartCount;
        }

        public Snapshot OpenSnapshot() => graph.Latest();

        public void Dispose() => _met.Dispose();
    }
}
