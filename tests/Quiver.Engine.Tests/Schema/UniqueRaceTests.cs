using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Schema;

/// <summary>Clients that want the same unique value at the same time.</summary>
public sealed class UniqueRaceTests
{
    private const int Clients = 16;
    private const int Values = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CREATE CONSTRAINT u FOR (n:U) REQUIRE n.k IS UNIQUE", "CREATE (:U {k: $k})")]
    [InlineData(
        "CREATE CONSTRAINT u FOR (n:U) REQUIRE (n.k, n.j) IS NODE KEY",
        "CREATE (n:V {k: $k}) SET n.j = 'x' SET n:U"
    )]
    [InlineData(
        "CREATE CONSTRAINT u FOR ()-[r:U]-() REQUIRE r.k IS UNIQUE",
        "MATCH (a:Hub) CREATE (a)-[:U {k: $k}]->(a)"
    )]
    [InlineData(
        "CREATE CONSTRAINT u FOR ()-[r:U]-() REQUIRE r.k IS RELATIONSHIP KEY",
        "MATCH (a:Hub) CREATE (a)-[r:U {k: -1 - $k}]->(:Other) SET r.k = $k"
    )]
    public async Task Of_those_who_create_one_value_exactly_one_wins_every_time(
        string constraint,
        string query
    )
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE (:Hub)");
        await home.RowsAsync(constraint);
        for (long value = 0; value < Values; value++)
        {
            var outcomes = await RaceAsync(home, query, value);

            Assert.Equal(1, outcomes.Count(static error => error is null));
            Assert.All(
                outcomes.OfType<CypherException>(),
                static error => Assert.Equal(StatusCodes.ConstraintValidationFailed, error.Status)
            );
        }
        Assert.Equal(
            [$"{Values}"],
            await home.RowsAsync(
                "RETURN COUNT { MATCH (n:U) } + COUNT { MATCH ()-[r:U]->() } AS count"
            )
        );
    }

    [Theory]
    [InlineData(
        "CREATE CONSTRAINT u FOR (n:U) REQUIRE n.k IS UNIQUE",
        "MERGE (n:U {k: $k}) ON CREATE SET n.c = 1 ON MATCH SET n.c = n.c + 1"
    )]
    [InlineData(
        "CREATE CONSTRAINT u FOR (n:U) REQUIRE (n.k, n.j) IS NODE KEY",
        "MERGE (n:U {k: $k, j: 'x'}) SET n.c = coalesce(n.c, 0) + 1"
    )]
    [InlineData(
        "CREATE CONSTRAINT u FOR ()-[n:U]-() REQUIRE n.k IS UNIQUE",
        "MATCH (a:Hub) MERGE (a)-[n:U {k: $k}]->(a) SET n.c = coalesce(n.c, 0) + 1"
    )]
    [InlineData(
        "CREATE CONSTRAINT u FOR ()-[n:U]-() REQUIRE n.k IS RELATIONSHIP KEY",
        "MATCH (a:Hub) MERGE (a)-[n:U {k: $k}]->(a) ON CREATE SET n.c = 1 ON MATCH SET n.c = n.c + 1"
    )]
    public async Task Those_who_merge_one_value_all_succeed_and_make_it_once(
        string constraint,
        string query
    )
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE (:Hub)");
        await home.RowsAsync(constraint);
        for (long value = 0; value < Values; value++)
        {
            var outcomes = await RaceAsync(home, query, value);

            Assert.All(outcomes, Assert.Null);
        }
        var counts = await home.RowsAsync("MATCH (n:U) RETURN n.c");
        counts.AddRange(await home.RowsAsync("MATCH ()-[r:U]->() RETURN r.c"));
        Assert.Equal(Enumerable.Repeat($"{Clients}", Values), counts);
    }

    [Fact]
    public async Task Clients_that_merge_many_values_in_different_orders_end_with_each_once()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE CONSTRAINT u FOR (n:U) REQUIRE n.k IS UNIQUE");
        string[] orders =
        [
            "range(1, 50)",
            "range(50, 1, -1)",
            "[i IN range(1, 50) | i * 7 % 50 + 1]",
        ];
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(client =>
                    Task.Run(
                        () =>
                            RunAsync(
                                home,
                                $"UNWIND {orders[client % orders.Length]} AS i MERGE (n:U {{k: i}}) "
                                    + "ON CREATE SET n.c = 1 ON MATCH SET n.c = n.c + 1",
                                0
                            ),
                        Cancellation
                    )
                )
        );

        Assert.All(outcomes, Assert.Null);
        Assert.Equal(
            ["50, 16, 16"],
            await home.RowsAsync("MATCH (n:U) RETURN count(n), min(n.c), max(n.c)")
        );
    }

    [Fact]
    public async Task A_merge_waits_for_an_open_transaction_that_made_its_value_and_then_finds_it()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE CONSTRAINT u FOR (n:U) REQUIRE n.k IS UNIQUE");
        await using var one = home.OpenSession();
        await using var other = home.OpenSession();
        var first = await one.BeginAsync(new BeginRequest(), Cancellation);
        var second = await other.BeginAsync(new BeginRequest(), Cancellation);
        await RowsAsync(first, "MERGE (n:U {k: 1}) SET n.by = 'first'");
        var waiting = RowsAsync(
            second,
            "MERGE (n:U {k: 1}) ON CREATE SET n.by = 'second' RETURN n.by"
        );

        Assert.False(waiting.IsCompleted);
        await first.CommitAsync();
        Assert.Equal(["'first'"], await waiting);
        await second.CommitAsync();
        Assert.Equal(["1"], await home.RowsAsync("MATCH (n:U) RETURN count(n)"));
    }

    [Fact]
    public async Task A_merge_that_waited_makes_the_node_when_the_other_transaction_is_rolled_back()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE CONSTRAINT u FOR (n:U) REQUIRE n.k IS UNIQUE");
        await using var one = home.OpenSession();
        await using var other = home.OpenSession();
        var first = await one.BeginAsync(new BeginRequest(), Cancellation);
        var second = await other.BeginAsync(new BeginRequest(), Cancellation);
        await RowsAsync(first, "MERGE (n:U {k: 1}) SET n.by = 'first'");
        var waiting = RowsAsync(
            second,
            "MERGE (n:U {k: 1}) ON CREATE SET n.by = 'second' RETURN n.by"
        );

        Assert.False(waiting.IsCompleted);
        await first.RollbackAsync();
        Assert.Equal(["'second'"], await waiting);
        await second.CommitAsync();
    }

    [Fact]
    public async Task A_create_that_waited_fails_at_its_statement_and_not_at_the_commit()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE CONSTRAINT u FOR (n:U) REQUIRE n.k IS UNIQUE");
        await using var one = home.OpenSession();
        await using var other = home.OpenSession();
        var first = await one.BeginAsync(new BeginRequest(), Cancellation);
        var second = await other.BeginAsync(new BeginRequest(), Cancellation);
        await RowsAsync(first, "CREATE (n:U {k: 1})");
        var waiting = RowsAsync(second, "CREATE (n:U {k: 1})");

        Assert.False(waiting.IsCompleted);
        await first.CommitAsync();
        var error = await Assert.ThrowsAsync<CypherException>(() => waiting);
        Assert.Equal(StatusCodes.ConstraintValidationFailed, error.Status);
        Assert.EndsWith(
            "already exists with label `U` and property `k` = 1",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Of_two_transactions_that_need_each_others_keys_one_is_the_deadlocks_victim()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE CONSTRAINT u FOR (n:U) REQUIRE n.k IS UNIQUE");
        await using var one = home.OpenSession();
        await using var other = home.OpenSession();
        var first = await one.BeginAsync(new BeginRequest(), Cancellation);
        var second = await other.BeginAsync(new BeginRequest(), Cancellation);
        await RowsAsync(first, "CREATE (:U {k: 1})");
        await RowsAsync(second, "CREATE (:U {k: 2})");
        var waiting = RowsAsync(first, "MERGE (n:U {k: 2}) RETURN n.k");
        Assert.False(waiting.IsCompleted);
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            RowsAsync(second, "MERGE (n:U {k: 1})")
        );

        Assert.Equal(StatusCodes.DeadlockDetected, error.Status);
        Assert.Equal(["2"], await waiting);
        await first.CommitAsync();
        Assert.Equal(["1", "2"], await home.RowsAsync("MATCH (n:U) RETURN n.k ORDER BY n.k"));
    }

    [Fact]
    public async Task Two_values_can_change_places_in_one_clause()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE CONSTRAINT u FOR (n:U) REQUIRE n.k IS UNIQUE");
        await home.RowsAsync("CREATE (:U {k: 1, was: 1}), (:U {k: 2, was: 2})");
        await home.RowsAsync("MATCH (n:U) SET n.k = 3 - n.k");

        Assert.Equal(
            ["1, 2", "2, 1"],
            await home.RowsAsync("MATCH (n:U) RETURN n.k, n.was ORDER BY n.k")
        );
        await Assert.ThrowsAsync<CypherException>(() =>
            home.RowsAsync("MATCH (n:U {k: 1}) SET n.k = 2 WITH n MATCH (m:U {was: 2}) SET m.k = 3")
        );
    }

    private static async Task<CypherException?[]> RaceAsync(
        EngineHome home,
        string query,
        long value
    )
    {
        using var start = new ManualResetEventSlim();
        var clients = Enumerable
            .Range(0, Clients)
            .Select(_ =>
                Task.Run(async () =>
                {
                    start.Wait();
                    return await RunAsync(home, query, value);
                })
            )
            .ToList();
        start.Set();
        return await Task.WhenAll(clients);
    }

    private static async Task<CypherException?> RunAsync(EngineHome home, string query, long value)
    {
        await using var session = home.OpenSession();
        try
        {
            await using var cursor = await session.RunAsync(
                new RunRequest
                {
                    Query = query,
                    Parameters = new MapValue([new("k", Value.Integer(value))]),
                }
            );
            await cursor.DiscardAsync();
            return null;
        }
        catch (CypherException error)
        {
            return error;
        }
    }

    private static async Task<List<string>> RowsAsync(EngineTransaction transaction, string query)
    {
        await using var cursor = await transaction.RunAsync(
            query,
            RunRequest.NoParameters,
            Cancellation
        );
        return await EngineHome.RowsAsync(cursor);
    }
}
