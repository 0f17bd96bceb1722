using Quiver.Engine.Results;
using Quiver.Engine.Sessions;
using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Sessions;

/// <summary>Statements that write, alone and in transactions that their client ends.</summary>
public sealed class WritingTransactionTests
{
    private static readonly IReadOnlyDictionary<string, Model.Values.Value> None =
        RunRequest.NoParameters;

    [Fact]
    public async Task A_query_of_its_own_commits_before_its_summary_and_gives_the_commits_bookmark()
    {
        await using var home = new EngineHome();
        var summary = await WriteAsync(home, "CREATE (n:W {x: 1, y: 2})-[:R]->(m)");

        Assert.Equal("w", summary.QueryType);
        Assert.Equal(
            new QueryCounters
            {
                NodesCreated = 2,
                RelationshipsCreated = 1,
                LabelsAdded = 1,
                PropertiesSet = 2,
            },
            summary.Counters
        );
        Assert.Equal(["1"], await home.RowsAsync("MATCH (n:W) RETURN count(n)"));
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(
            new RunRequest { Query = "MATCH (n:W) RETURN n.x", Bookmarks = [summary.Bookmark!] }
        );
        Assert.Equal(["1"], await EngineHome.RowsAsync(cursor));
    }

    [Fact]
    public async Task A_result_that_is_dropped_before_its_end_commits_nothing_and_a_discarded_one_does()
    {
        await using var home = new EngineHome();
        await using (var session = home.OpenSession())
        {
            await using var cursor = await session.RunAsync(
                new RunRequest { Query = "UNWIND range(1, 3) AS i CREATE (n:W) RETURN i" }
            );
            Assert.NotNull(await cursor.NextBatchAsync(1));
        }
        Assert.Equal(["0"], await home.RowsAsync("MATCH (n:W) RETURN count(n)"));
        await using (var session = home.OpenSession())
        {
            await using var cursor = await session.RunAsync(
                new RunRequest { Query = "UNWIND range(1, 3) AS i CREATE (n:W) RETURN i" }
            );
            Assert.NotNull(await cursor.NextBatchAsync(1));
            await cursor.DiscardAsync();
            Assert.Equal("rw", cursor.Summary.QueryType);
            Assert.Equal(3, cursor.Summary.RowCount);
        }
        Assert.Equal(["3"], await home.RowsAsync("MATCH (n:W) RETURN count(n)"));
    }

    [Fact]
    public async Task A_transaction_reads_its_own_writes_and_nobody_else_does_before_it_commits()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest());
        await RunAsync(transaction, "CREATE (n:W {x: 1})");
        await RunAsync(transaction, "MATCH (n:W) SET n.x = n.x + 1, n:Own");

        Assert.Equal(["2"], await RunAsync(transaction, "MATCH (n:Own) RETURN n.x"));
        Assert.Equal(["0"], await home.RowsAsync("MATCH (n:W) RETURN count(n)"));
        await transaction.CommitAsync();
        Assert.Equal(["2"], await home.RowsAsync("MATCH (n:W) RETURN n.x"));
    }

    [Fact]
    public async Task A_statement_that_nobody_pulled_from_is_committed_with_its_transaction()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest());
        var open = await transaction.RunAsync(
            "UNWIND range(1, 3000) AS i CREATE (n:W) RETURN n",
            None
        );
        await transaction.CommitAsync();
        await open.DisposeAsync();
        Assert.Equal(["3000"], await home.RowsAsync("MATCH (n:W) RETURN count(n)"));
    }

    [Fact]
    public async Task A_transaction_that_is_rolled_back_or_fails_leaves_nothing()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using (var transaction = await session.BeginAsync(new BeginRequest()))
        {
            await RunAsync(transaction, "CREATE (n:W)");
            await transaction.RollbackAsync();
        }
        await using (var transaction = await session.BeginAsync(new BeginRequest()))
        {
            await RunAsync(transaction, "CREATE (n:W)");
            var error = await Assert.ThrowsAsync<CypherException>(() =>
                RunAsync(transaction, "UNWIND [1, 0] AS x CREATE (n:W {x: 1 / x})")
            );
            Assert.Equal(StatusCodes.DivisionByZero, error.Status);
            Assert.False(transaction.IsOpen);
        }
        Assert.Equal(["0"], await home.RowsAsync("MATCH (n:W) RETURN count(n)"));
    }

    [Fact]
    public async Task A_node_with_relationships_is_not_deleted_when_the_commit_comes()
    {
        await using var home = new EngineHome();
        await WriteAsync(home, "CREATE (:W)-[:R]->(:V)");
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            WriteAsync(home, "MATCH (n:W) DELETE n")
        );
        Assert.Equal(StatusCodes.NodeStillHasRelationships, error.Status);
        await WriteAsync(home, "MATCH (n:W)-[r]->() DELETE n, r");
        Assert.Equal(["1"], await home.RowsAsync("MATCH (n:V) RETURN count(n)"));
    }

    [Fact]
    public async Task A_transaction_that_may_only_read_refuses_to_write()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        var error = await Assert.ThrowsAsync<CypherException>(async () =>
            await session.RunAsync(
                new RunRequest { Query = "CREATE (n:W)", AccessMode = AccessMode.Read }
            )
        );
        Assert.Equal(StatusCodes.AccessMode, error.Status);
    }

    [Fact]
    public async Task An_explained_write_writes_nothing()
    {
        await using var home = new EngineHome();
        var summary = await WriteAsync(home, "EXPLAIN CREATE (n:W) SET n.x = 1");
        Assert.NotNull(summary.Plan);
        Assert.Equal(["0"], await home.RowsAsync("MATCH (n:W) RETURN count(n)"));
        Assert.Equal(default, summary.Counters);
    }

    [Fact]
    public async Task A_transaction_that_is_left_alone_gives_its_locks_back_when_its_time_is_over()
    {
        await using var home = new EngineHome();
        await WriteAsync(home, "CREATE (n:W {x: 1})");
        await WithEnoughTimeAsync(async time =>
        {
            await using var session = home.OpenSession();
            await using var idle = await session.BeginAsync(new BeginRequest { Timeout = time });
            try
            {
                await RunAsync(idle, "MATCH (n:W) SET n.x = 2");
            }
            catch (CypherException early)
                when (early.Status == StatusCodes.TransactionTimedOutByClient)
            {
                return false;
            }

            await WriteAsync(home, "MATCH (n:W) SET n.x = 3");
            Assert.Equal(["3"], await home.RowsAsync("MATCH (n:W) RETURN n.x"));
            var error = await Assert.ThrowsAsync<CypherException>(async () =>
                await idle.CommitAsync()
            );
            Assert.Equal(StatusCodes.TransactionTimedOutByClient, error.Status);
            return true;
        });
    }

    [Fact]
    public async Task A_time_out_while_waiting_for_a_lock_says_so()
    {
        await using var home = new EngineHome();
        await WriteAsync(home, "CREATE (n:W {x: 1})");
        await using var session = home.OpenSession();
        await using var holder = await session.BeginAsync(new BeginRequest());
        await RunAsync(holder, "MATCH (n:W) SET n.x = 2");

        await WithEnoughTimeAsync(async time =>
        {
            await using var other = home.OpenSession();
            await using var waiting = await other.BeginAsync(new BeginRequest { Timeout = time });
            var error = await Assert.ThrowsAsync<CypherException>(() =>
                RunAsync(waiting, "MATCH (n:W) SET n.x = 3")
            );
            if (error.Status == StatusCodes.TransactionTimedOutByClient)
            {
                return false;
            }
            Assert.Equal(StatusCodes.LockClientStopped, error.Status);
            return true;
        });
    }

    /// <summary>Tries something that has so much time, with more when a busy machine used it up before what is to be seen began.</summary>
    private static Task WithEnoughTimeAsync(Func<TimeSpan, Task<bool>> attempt)
    {
        var time = TimeSpan.FromMilliseconds(50);
        return Eventually.HoldsAsync(() => attempt(time *= 2), "it begins within its time");
    }

    [Fact]
    public async Task Counters_that_many_clients_raise_end_at_the_exact_sum()
    {
        const int Clients = 8;
        const int Rounds = 25;
        await using var home = new EngineHome();
        await WriteAsync(home, "UNWIND [1, 2] AS i CREATE (c:Counter {i: i, n: 0})");
        var clients = Enumerable
            .Range(0, Clients)
            .Select(client =>
                Task.Run(async () =>
                {
                    string order = client % 2 == 0 ? "ASC" : "DESC";
                    for (int i = 0; i < Rounds; i++)
                    {
                        await WriteAsync(
                            home,
                            $"MATCH (c:Counter) WITH c ORDER BY c.i {order} SET c.n = c.n + 1"
                        );
                    }
                })
            );
        await Task.WhenAll(clients);
        Assert.Equal(
            [$"{Clients * Rounds}", $"{Clients * Rounds}"],
            await home.RowsAsync("MATCH (c:Counter) RETURN c.n")
        );
    }

    [Fact]
    public async Task Deleted_entities_in_a_result_have_no_contents()
    {
        await using var home = new EngineHome();
        await WriteAsync(home, "CREATE (:W {x: 1})-[:R {y: 1}]->(:W)");
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(
            new RunRequest { Query = "MATCH (n:W)-[r]->() DETACH DELETE n RETURN n, r" }
        );
        var batch = await cursor.NextBatchAsync(10);
        var labels = new List<string>();
        var properties = new List<KeyValuePair<string, Model.Values.Value>>();
        cursor.Entities.ReadLabels(batch!.Columns[0][0].AsNode(), labels);
        cursor.Entities.ReadProperties(batch.Columns[0][0].AsNode(), properties);
        var relationship = batch.Columns[1][0].AsRelationship();
        cursor.Entities.ReadProperties(relationship, properties);
        cursor.Entities.ReadRelationship(relationship, out string type, out _, out _);
        Assert.Empty(labels);
        Assert.Empty(properties);
        Assert.Equal("R", type);
        await cursor.DiscardAsync();
    }

    private static async Task<QuerySummary> WriteAsync(EngineHome home, string query)
    {
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(new RunRequest { Query = query });
        await cursor.DiscardAsync();
        return cursor.Summary;
    }

    private static async Task<List<string>> RunAsync(EngineTransaction transaction, string query)
    {
        await using var cursor = await transaction.RunAsync(query, None);
        return await EngineHome.RowsAsync(cursor);
    }
}
