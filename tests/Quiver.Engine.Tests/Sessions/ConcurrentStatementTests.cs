using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Sessions;

/// <summary>Statements of several sessions that write to the same entities.</summary>
public sealed class ConcurrentStatementTests
{
    private static readonly Dictionary<string, Value> NoParameters = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Increments_from_many_sessions_end_at_the_exact_sum()
    {
        const int Sessions = 64;
        const int Rounds = 20;
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE (:Counter {n: 0})");
        await Task.WhenAll(
            Enumerable.Range(0, Sessions).Select(_ => Task.Run(IncrementAsync, Cancellation))
        );
        Assert.Equal(
            [$"{Sessions * Rounds}"],
            await home.RowsAsync("MATCH (c:Counter) RETURN c.n")
        );

        async Task IncrementAsync()
        {
            for (int round = 0; round < Rounds; round++)
            {
                await home.RowsAsync("MATCH (c:Counter) SET c.n = c.n + 1");
            }
        }
    }

    [Fact]
    public async Task Of_two_transactions_that_wait_for_each_other_one_fails_and_the_other_commits()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE (:A {n: 0}), (:B {n: 0})");
        await using var one = home.OpenSession();
        await using var other = home.OpenSession();
        var first = await one.BeginAsync(new BeginRequest(), Cancellation);
        var second = await other.BeginAsync(new BeginRequest(), Cancellation);
        await RunAsync(first, "MATCH (a:A) SET a.n = a.n + 1");
        await RunAsync(second, "MATCH (b:B) SET b.n = b.n + 1");
        var waiting = RunAsync(first, "MATCH (b:B) SET b.n = b.n + 1");
        Assert.False(waiting.IsCompleted);
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            RunAsync(second, "MATCH (a:A) SET a.n = a.n + 1")
        );
        Assert.Equal("Neo.TransientError.Transaction.DeadlockDetected", error.Status.Code);
        await waiting;
        await first.CommitAsync();
        Assert.Equal(["1, 1"], await home.RowsAsync("MATCH (a:A), (b:B) RETURN a.n, b.n"));
    }

    [Fact]
    public async Task A_wait_for_a_lock_ends_with_the_transaction_that_waits()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE (:A {n: 0})");
        await using var one = home.OpenSession();
        await using var other = home.OpenSession();
        var first = await one.BeginAsync(new BeginRequest(), Cancellation);
        await RunAsync(first, "MATCH (a:A) SET a.n = 1");
        var second = await other.BeginAsync(new BeginRequest(), Cancellation);
        var waiting = RunAsync(second, "MATCH (a:A) SET a.n = 2");
        Assert.False(waiting.IsCompleted);
        other.Interrupt();
        var error = await Assert.ThrowsAsync<CypherException>(() => waiting);
        Assert.Equal(StatusCodes.TransactionTerminated, error.Status);
        await first.CommitAsync();
        Assert.Equal(["1"], await home.RowsAsync("MATCH (a:A) RETURN a.n"));
    }

    [Fact]
    public async Task A_statement_that_waited_reads_what_the_one_before_it_committed()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE (:A {n: 1})");
        await using var one = home.OpenSession();
        await using var other = home.OpenSession();
        var first = await one.BeginAsync(new BeginRequest(), Cancellation);
        await RunAsync(first, "MATCH (a:A) SET a.n = a.n * 10");
        var second = await other.BeginAsync(new BeginRequest(), Cancellation);
        var waiting = RunAsync(second, "MATCH (a:A) SET a.n = a.n + 1 CREATE (:Trace {n: a.n})");
        await first.CommitAsync();
        await waiting;
        await second.CommitAsync();
        Assert.Equal(["11, 11"], await home.RowsAsync("MATCH (a:A), (t:Trace) RETURN a.n, t.n"));
    }

    [Fact]
    public async Task A_statement_waits_for_a_lock_no_longer_than_it_may()
    {
        await using var home = new EngineHome(options =>
            options with
            {
                LockTimeout = TimeSpan.FromMilliseconds(50),
            }
        );
        await home.RowsAsync("CREATE (:A {n: 1})");
        await using var one = home.OpenSession();
        await using var first = await one.BeginAsync(new BeginRequest(), Cancellation);
        await RunAsync(first, "MATCH (a:A) SET a.n = 2");

        var error = await Assert.ThrowsAsync<CypherException>(() =>
            home.RowsAsync("MATCH (a:A) SET a.n = 3")
        );
        Assert.Equal("Neo.TransientError.Transaction.LockAcquisitionTimeout", error.Status.Code);
        await first.CommitAsync();
        await home.RowsAsync("MATCH (a:A) SET a.n = a.n + 1");
        Assert.Equal(["3"], await home.RowsAsync("MATCH (a:A) RETURN a.n"));
    }

    private static async Task RunAsync(EngineTransaction transaction, string query)
    {
        await using var cursor = await transaction.RunAsync(query, NoParameters, Cancellation);
        await EngineHome.RowsAsync(cursor);
    }
}
