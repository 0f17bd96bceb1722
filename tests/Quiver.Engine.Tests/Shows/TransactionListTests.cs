using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Shows;

/// <summary>SHOW TRANSACTIONS and TERMINATE TRANSACTIONS.</summary>
public sealed class TransactionListTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_transaction_is_listed_with_its_query_and_metadata()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(
            new BeginRequest { Metadata = new MapValue([new("app", Value.String("test"))]) },
            Cancellation
        );
        await using var cursor = await transaction.RunAsync(
            "CREATE (:Listed)",
            RunRequest.NoParameters,
            Cancellation
        );

        Assert.Equal(
            ["'neo4j', 'CREATE (:Listed)', {app: 'test'}, 'Running', true"],
            await home.RowsAsync(
                "SHOW TRANSACTIONS YIELD * WHERE NOT currentQuery STARTS WITH 'SHOW' "
                    + "RETURN database, currentQuery, metaData, status, elapsedTime >= duration('PT0S') OR true"
            )
        );
        string name = Assert.Single(
            await home.RowsAsync(
                "SHOW TRANSACTIONS YIELD transactionId, currentQuery WHERE currentQuery STARTS WITH 'CREATE' "
                    + "RETURN transactionId"
            )
        );
        Assert.Equal([name], await home.RowsAsync($"SHOW TRANSACTIONS {name} YIELD transactionId"));
        Assert.Empty(await home.RowsAsync("SHOW TRANSACTIONS 'neo4j-transaction-0'"));
    }

    [Fact]
    public async Task A_terminated_transaction_lets_go_of_its_locks_and_fails_at_its_next_call()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE (:A {n: 0})");
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest(), Cancellation);
        await using (
            var cursor = await transaction.RunAsync(
                "MATCH (a:A) SET a.n = 1",
                RunRequest.NoParameters,
                Cancellation
            )
        )
        {
            await cursor.DiscardAsync();
        }
        var waiting = home.RowsAsync("MATCH (a:A) SET a.n = 2");
        Assert.False(waiting.IsCompleted);
        string name = Assert.Single(
            await home.RowsAsync(
                "SHOW TRANSACTIONS YIELD transactionId, currentQuery WHERE currentQuery ENDS WITH '= 1' RETURN transactionId"
            )
        );

        Assert.Equal(
            [
                $"{name}, '', 'Transaction terminated.'",
                "'neo4j-transaction-999999', null, 'Transaction not found.'",
            ],
            await home.RowsAsync($"TERMINATE TRANSACTIONS {name}, 'neo4j-transaction-999999'")
        );
        await waiting;
        var error = await Assert.ThrowsAsync<CypherException>(async () =>
            await transaction.CommitAsync()
        );
        Assert.Equal(StatusCodes.TransactionTerminated, error.Status);
        Assert.Equal(["2"], await home.RowsAsync("MATCH (a:A) RETURN a.n"));
    }

    [Fact]
    public async Task What_is_no_name_of_a_transaction_stops_none()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest(), Cancellation);
        string name = Assert.Single(
            await home.RowsAsync(
                "SHOW TRANSACTIONS YIELD transactionId, currentQuery WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN transactionId"
            )
        );

        var error = await Assert.ThrowsAsync<CypherException>(() =>
            home.RowsAsync($"TERMINATE TRANSACTIONS {name}, 'bad'")
        );

        Assert.Equal(StatusCodes.InvalidArguments, error.Status);
        Assert.Equal(
            "Could not parse id bad (expected format: <databasename>-transaction-<id>)",
            error.Message
        );
        await transaction.CommitAsync();
    }
}
