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
    public async Task What_one_command_lists_the_next_one_terminates()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE (:A), (:B)");
        await using var first = home.OpenSession();
        await using var second = home.OpenSession();
        var stopped = await BeginAsync(first, "MATCH (a:A) SET a.n = 1");
        var kept = await BeginAsync(second, "MATCH (b:B) SET b.n = 2");

        Assert.Equal(
            ["'Transaction terminated.', true, 'Terminated with reason: Terminated', 'neo4j'"],
            await home.RowsAsync(
                """
                SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery WHERE currentQuery ENDS WITH 'n = 1'
                TERMINATE TRANSACTIONS id YIELD transactionId AS stopped, message
                SHOW TRANSACTIONS id YIELD status, database WHERE message CONTAINS 'terminated'
                RETURN message, id = stopped, status, database
                """
            )
        );

        await kept.CommitAsync();
        await Assert.ThrowsAsync<CypherException>(async () => await stopped.CommitAsync());
        await stopped.DisposeAsync();
        await kept.DisposeAsync();
        Assert.Equal(["null, 2"], await home.RowsAsync("MATCH (a:A), (b:B) RETURN a.n, b.n"));
    }

    [Fact]
    public async Task Each_row_of_a_command_is_one_command_of_the_next()
    {
        await using var home = new EngineHome();

        Assert.Equal(
            ["1, 'neo4j-transaction-999998'", "1, 'neo4j-transaction-999999'"],
            await home.RowsAsync(
                """
                TERMINATE TRANSACTIONS 'neo4j-transaction-999998', 'neo4j-transaction-999999' YIELD transactionId AS a
                SHOW TRANSACTIONS YIELD status
                TERMINATE TRANSACTIONS a YIELD transactionId AS b, message ORDER BY b
                RETURN count(*), b ORDER BY b
                """
            )
        );
        Assert.Equal(
            ["0"],
            await home.RowsAsync(
                """
                TERMINATE TRANSACTIONS 'neo4j-transaction-999999' YIELD transactionId AS a
                SHOW TRANSACTIONS a YIELD status RETURN count(*)
                """
            )
        );
    }

    [Theory]
    [InlineData("CYPHER 25 TERMINATE TRANSACTIONS null YIELD message RETURN count(*)")]
    [InlineData("CYPHER 25 SHOW TRANSACTIONS [null] YIELD status RETURN count(*)")]
    public async Task Null_is_the_name_of_no_transaction_in_Cypher_25(string query)
    {
        await using var home = new EngineHome();

        Assert.Equal(["0"], await home.RowsAsync(query));
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

    private static async Task<EngineTransaction> BeginAsync(EngineSession session, string query)
    {
        var transaction = await session.BeginAsync(new BeginRequest(), Cancellation);
        await using var cursor = await transaction.RunAsync(
            query,
            RunRequest.NoParameters,
            Cancellation
        );
        await cursor.DiscardAsync();
        return transaction;
    }
}
