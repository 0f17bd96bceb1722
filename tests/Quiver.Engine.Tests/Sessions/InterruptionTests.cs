using Quiver.Engine.Sessions;
using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Sessions;

public sealed class InterruptionTests
{
    [Fact]
    public void The_first_reason_is_the_one_that_the_client_is_told()
    {
        using var interruption = new Interruption(null, TimeSpan.Zero, CancellationToken.None);
        interruption.ThrowIfInterrupted();

        interruption.Interrupt(InterruptionReason.Terminated);
        interruption.Interrupt(InterruptionReason.Closing);

        Assert.True(interruption.Token.IsCancellationRequested);
        var error = Assert.Throws<CypherException>(interruption.ThrowIfInterrupted);
        Assert.Equal("Neo.ClientError.Transaction.Terminated", error.Status.Code);
    }

    [Theory]
    [InlineData(20, 500_000, "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration")]
    [InlineData(null, 20, "Neo.ClientError.Transaction.TransactionTimedOut")]
    public async Task A_timeout_tells_whose_it_was(int? client, int engine, string code)
    {
        using var interruption = new Interruption(
            client is null ? null : TimeSpan.FromMilliseconds(client.Value),
            TimeSpan.FromMilliseconds(engine),
            CancellationToken.None
        );
        var stopped = new TaskCompletionSource();
        await using var registration = interruption.Token.Register(stopped.SetResult);

        await stopped.Task.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);

        var error = Assert.Throws<CypherException>(interruption.ThrowIfInterrupted);
        Assert.Equal(code, error.Status.Code);
    }

    [Fact]
    public async Task Timeouts_of_years_are_as_good_as_none()
    {
        var years = TimeSpan.FromDays(1_000);
        await using var home = new EngineHome(options =>
            options with
            {
                TransactionTimeout = years,
                LockTimeout = years,
                BookmarkTimeout = years,
            }
        );
        await home.RowsAsync("CREATE (:Long {x: 0})");
        await home.RowsAsync("CREATE INDEX FOR (n:Long) ON (n.x)");
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(
            new BeginRequest { Timeout = 2 * years },
            TestContext.Current.CancellationToken
        );
        await using (
            var cursor = await transaction.RunAsync(
                "MATCH (n:Long) SET n.x = n.x + 1",
                RunRequest.NoParameters
            )
        )
        {
            await cursor.DiscardAsync();
        }
        // It comes back with the wait for the lock begun.
        var waiting = home.RowsAsync("MATCH (n:Long) SET n.x = n.x + 1 RETURN n.x");
        Assert.False(waiting.IsCompleted);
        await transaction.CommitAsync();
        Assert.Equal(["2"], await waiting);
    }

    [Fact]
    public async Task A_client_may_ask_for_no_timeout()
    {
        using var interruption = new Interruption(
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(1),
            CancellationToken.None
        );
        await Task.Delay(50, TestContext.Current.CancellationToken);

        interruption.ThrowIfInterrupted();
    }

    [Fact]
    public void The_callers_own_token_stays_the_callers_own()
    {
        using var caller = new CancellationTokenSource();
        using var interruption = new Interruption(null, TimeSpan.Zero, caller.Token);
        caller.Cancel();

        Assert.Throws<OperationCanceledException>(interruption.ThrowIfInterrupted);
    }

    [Fact]
    public void Interrupting_what_has_ended_does_nothing()
    {
        var interruption = new Interruption(null, TimeSpan.Zero, CancellationToken.None);
        interruption.Dispose();

        interruption.Interrupt(InterruptionReason.Terminated);

        Assert.Equal(InterruptionReason.Terminated, interruption.Reason);
    }
}
