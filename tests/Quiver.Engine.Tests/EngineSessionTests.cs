using System.Diagnostics;
using Quiver.Engine.Results;
using Quiver.Engine.Sessions;
using Quiver.Model;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests;

public sealed class EngineSessionTests
{
    // Thousands of years of rows, of which none comes out.
    private const string Endless =
        "UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b UNWIND range(1, 1000) AS c "
        + "UNWIND range(1, 1000) AS d UNWIND range(1, 1000) AS e WITH a, e WHERE a + e < 0 RETURN a";

    [Fact]
    public async Task A_query_gives_rows_and_then_a_summary()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();

        await using var cursor = await session.RunAsync(
            new RunRequest { Query = "MATCH (p:Person) RETURN p.name AS name ORDER BY name" }
        );
        Assert.Equal(["name"], cursor.Columns);
        Assert.Equal("r", cursor.QueryType);
        Assert.False(cursor.IsEnded);
        Assert.Equal(["'Ada'", "'Charles'"], await EngineHome.RowsAsync(cursor));

        Assert.True(cursor.IsEnded);
        Assert.Equal("neo4j", cursor.Summary.DatabaseName);
        Assert.Equal("r", cursor.Summary.QueryType);
        Assert.Equal(2, cursor.Summary.RowCount);
        Assert.False(cursor.Summary.Counters.ContainsUpdates);
        Assert.Null(cursor.Summary.Plan);
        Assert.NotNull(cursor.Summary.Bookmark);
        Assert.True(cursor.Summary.AvailableAfterMilliseconds >= 0);
    }

    [Fact]
    public async Task What_need_not_wait_completes_at_once()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();

        var run = session.RunAsync(new RunRequest { Query = "RETURN 1 AS one" }).AsTask();
        Assert.True(run.IsCompleted);
        await using var cursor = await run;
        var more = cursor.HasMoreAsync().AsTask();
        Assert.True(more.IsCompleted);
        Assert.True(await more);
        var next = cursor.NextBatchAsync(10).AsTask();
        Assert.True(next.IsCompleted);
        Assert.Equal(1, (await next)!.RowCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    [InlineData(int.MaxValue)]
    public async Task No_batch_has_more_rows_than_asked_for_and_no_row_is_lost(int maxRows)
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(
            new RunRequest { Query = "UNWIND range(1, 3000) AS i RETURN i" }
        );

        long next = 1;
        while (await cursor.HasMoreAsync())
        {
            var batch = await cursor.NextBatchAsync(maxRows);
            Assert.InRange(batch!.RowCount, 1, maxRows);
            for (int row = 0; row < batch.RowCount; row++)
            {
                Assert.Equal(next++, batch.Columns[0][row].AsInteger());
            }
        }

        Assert.Equal(3_001, next);
        Assert.Null(await cursor.NextBatchAsync(maxRows));
        Assert.Equal(3_000, cursor.Summary.RowCount);
    }

    [Fact]
    public async Task A_discarded_result_has_a_summary()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(new RunRequest { Query = Endless });

        await cursor.DiscardAsync();

        Assert.True(cursor.IsEnded);
        Assert.Null(await cursor.NextBatchAsync(1));
        await using var next = await session.RunAsync(new RunRequest { Query = "RETURN 1 AS x" });
    }

    [Fact]
    public async Task Entities_can_be_read_after_the_last_row()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(
            new RunRequest { Query = "MATCH (:Person {name: 'Ada'})-[k:KNOWS]->() RETURN k" }
        );
        var batch = await cursor.NextBatchAsync(10);
        var relationship = batch!.Columns[0][0].AsRelationship();
        Assert.Null(await cursor.NextBatchAsync(10));

        cursor.Entities.ReadRelationship(relationship, out string type, out var start, out _);
        var properties = new List<KeyValuePair<string, Value>>();
        cursor.Entities.ReadProperties(start, properties);
        var labels = new List<string>();
        cursor.Entities.ReadLabels(start, labels);

        Assert.Equal("KNOWS", type);
        Assert.Equal(["Person"], labels);
        Assert.Equal(["name", "born"], properties.Select(property => property.Key));
        Assert.EndsWith(
            $":{start.Value}",
            cursor.Entities.ElementId(start),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_transaction_runs_statements_and_its_bookmark_is_taken_later()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        string bookmark;
        await using (var transaction = await session.BeginAsync(new BeginRequest()))
        {
            Assert.Equal("neo4j", transaction.DatabaseName);
            await using var first = await transaction.RunAsync(
                "RETURN $x AS x",
                new MapValue([new("x", Value.Integer(7))])
            );
            await using var second = await transaction.RunAsync(
                "RETURN 2 AS y",
                RunRequest.NoParameters
            );
            Assert.Equal(["2"], await EngineHome.RowsAsync(second));
            Assert.Equal(["7"], await EngineHome.RowsAsync(first));
            Assert.Null(first.Summary.Bookmark);
            bookmark = await transaction.CommitAsync();
            Assert.False(transaction.IsOpen);
        }

        await using var cursor = await session.RunAsync(
            new RunRequest { Query = "RETURN 3 AS z", Bookmarks = [bookmark] }
        );
        Assert.Equal(["3"], await EngineHome.RowsAsync(cursor));
    }

    [Fact]
    public async Task A_failed_statement_ends_its_transaction()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest());

        await FailsAsync(
            "Neo.ClientError.Statement.SyntaxError",
            async () => await transaction.RunAsync("RETRN 1", RunRequest.NoParameters)
        );

        Assert.False(transaction.IsOpen);
        await FailsAsync(
            "Neo.ClientError.Transaction.TransactionNotFound",
            async () => await transaction.RunAsync("RETURN 1 AS x", RunRequest.NoParameters)
        );
        await FailsAsync(
            "Neo.ClientError.Transaction.TransactionNotFound",
            async () => await transaction.CommitAsync()
        );
        await transaction.RollbackAsync();
        await using var cursor = await session.RunAsync(new RunRequest { Query = "RETURN 1 AS x" });
    }

    [Fact]
    public async Task A_session_does_one_thing_at_a_time()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest());

        await FailsAsync(
            "Neo.ClientError.Request.Invalid",
            async () => await session.RunAsync(new RunRequest { Query = "RETURN 1 AS x" })
        );

        Assert.True(transaction.IsOpen);
    }

    [Fact]
    public async Task Disposing_a_session_ends_its_transaction()
    {
        await using var home = new EngineHome();
        var session = home.OpenSession();
        var transaction = await session.BeginAsync(new BeginRequest());

        await session.DisposeAsync();

        Assert.False(transaction.IsOpen);
    }

    [Fact]
    public async Task An_interrupt_stops_a_running_query_within_a_tenth_of_a_second()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        // The promise is 100 ms; a machine that builds something else at the same time gets more.
        await Promptness.AssertWithinAsync(TimeSpan.FromSeconds(2), InterruptAsync);
        async Task<TimeSpan> InterruptAsync()
        {
            await using var cursor = await session.RunAsync(new RunRequest { Query = Endless });
            var running = Task.Run(async () => await cursor.NextBatchAsync(1));
            await Task.Delay(100, TestContext.Current.CancellationToken);
            Assert.False(running.IsCompleted);
            long interrupted = Stopwatch.GetTimestamp();
            session.Interrupt();
            await FailsAsync("Neo.ClientError.Transaction.Terminated", () => running);
            return Stopwatch.GetElapsedTime(interrupted);
        }

        await using var next = await session.RunAsync(new RunRequest { Query = "RETURN 1 AS x" });
        Assert.Equal(["1"], await EngineHome.RowsAsync(next));
    }

    [Fact]
    public async Task An_interrupt_between_calls_fails_the_open_transaction_at_its_next_call()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var transaction = await session.BeginAsync(new BeginRequest());

        session.Interrupt();

        await FailsAsync(
            "Neo.ClientError.Transaction.Terminated",
            async () => await transaction.RunAsync("RETURN 1 AS x", RunRequest.NoParameters)
        );
    }

    [Fact]
    public async Task A_timeout_stops_a_running_query()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        // A busy machine may need all that time for the beginning.
        await FailsAsync(
            "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
            async () =>
            {
                await using var cursor = await session.RunAsync(
                    new RunRequest { Query = Endless, Timeout = TimeSpan.FromMilliseconds(50) }
                );
                await cursor.NextBatchAsync(1);
            }
        );
    }

    [Fact]
    public async Task The_callers_token_stops_a_running_query()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        using var caller = new CancellationTokenSource();
        await using var cursor = await session.RunAsync(
            new RunRequest { Query = Endless },
            caller.Token
        );
        caller.CancelAfter(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await cursor.NextBatchAsync(1)
        );
    }

    [Fact]
    public async Task A_closing_engine_stops_what_runs()
    {
        var home = new EngineHome();
        var session = home.OpenSession();
        var cursor = await session.RunAsync(new RunRequest { Query = Endless });
        var running = Task.Run(async () =>
        {
            try
            {
                await cursor.NextBatchAsync(1);
                return null;
            }
            catch (CypherException error)
            {
                await cursor.DisposeAsync();
                return error;
            }
        });
        await Task.Delay(50, TestContext.Current.CancellationToken);

        await home.DisposeAsync();

        Assert.Equal(
            "Neo.TransientError.General.DatabaseUnavailable",
            (await running)!.Status.Code
        );
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../databases/neo4j")]
    [InlineData("neo4j/store")]
    public async Task Unknown_databases_are_told_by_the_name_that_was_asked_for(string name)
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();

        var error = await FailsAsync(
            "Neo.ClientError.Database.DatabaseNotFound",
            async () =>
                await session.RunAsync(new RunRequest { Query = "RETURN 1", Database = name })
        );

        Assert.Equal($"Database does not exist. Database name: '{name}'.", error.Message);
    }

    [Fact]
    public async Task A_database_put_into_the_home_is_there_for_the_next_request()
    {
        await using var home = new EngineHome();
        Assert.Throws<CypherException>(() => home.Engine.ResolveDatabase("second"));
        SampleDatabase.Create(home.Path, "second");

        Assert.Equal("second", home.Engine.ResolveDatabase("SECOND"));
        home.Engine.OpenPublishedDatabase("second");
        Assert.Equal(["neo4j", "second"], home.Engine.Databases.Select(database => database.Name));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("11111111-1111-1111-1111-111111111111:1:1")]
    public async Task Foreign_bookmarks_are_refused(string bookmark)
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();

        await FailsAsync(
            "Neo.ClientError.Transaction.InvalidBookmark",
            async () =>
                await session.RunAsync(
                    new RunRequest { Query = "RETURN 1 AS x", Bookmarks = [bookmark] }
                )
        );
    }

    [Fact]
    public async Task A_bookmark_of_a_commit_that_does_not_come_times_out()
    {
        await using var home = new EngineHome(options =>
            options with
            {
                BookmarkTimeout = TimeSpan.FromMilliseconds(50),
            }
        );
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(new RunRequest { Query = "RETURN 1 AS x" });
        await cursor.DiscardAsync();
        string[] parts = cursor.Summary.Bookmark!.Split(':');
        string later = $"{parts[0]}:{parts[1]}:{long.Parse(parts[2]) + 1_000}";

        await FailsAsync(
            "Neo.TransientError.Transaction.BookmarkTimeout",
            async () =>
                await session.RunAsync(
                    new RunRequest { Query = "RETURN 1 AS x", Bookmarks = [later] }
                )
        );
    }

    [Fact]
    public async Task Explain_has_a_plan_and_columns_but_no_rows()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(
            new RunRequest
            {
                Query = "EXPLAIN MATCH (p:Person) WHERE p.name = $n RETURN p.born AS b",
            }
        );

        Assert.Equal(["b"], cursor.Columns);
        Assert.Empty(await EngineHome.RowsAsync(cursor));
        var plan = cursor.Summary.Plan!;
        Assert.Equal("ProduceResults@neo4j", plan.OperatorType);
        Assert.Null(plan.Profile);
        Assert.Contains(
            "NodeByLabelScan",
            plan.Arguments["string-representation"].AsString(),
            StringComparison.Ordinal
        );
        Assert.Contains(Flatten(plan), p => p.OperatorType == "NodeByLabelScan@neo4j");
    }

    [Fact]
    public async Task Profile_has_rows_and_what_each_operator_did()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(
            new RunRequest { Query = "PROFILE MATCH (p:Person) RETURN p.name AS name" }
        );

        Assert.Equal(2, (await EngineHome.RowsAsync(cursor)).Count);
        Assert.All(Flatten(cursor.Summary.Plan!), plan => Assert.NotNull(plan.Profile));
        Assert.Equal(2, cursor.Summary.Plan!.Profile!.Value.Rows);
        var scan = Flatten(cursor.Summary.Plan!).Last();
        Assert.Equal(2, scan.Profile!.Value.DbHits);
        Assert.Equal(2, scan.Arguments["DbHits"].AsInteger());
        Assert.True(cursor.Summary.Plan!.Arguments.ContainsKey("GlobalMemory"));
        string table = cursor.Summary.Plan!.Arguments["string-representation"].AsString();
        Assert.Contains(
            "| DB Hits | Memory (Bytes) | Time (ms) |",
            table,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Unknown_names_are_notified_with_their_place()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(
            new RunRequest { Query = "MATCH (p:Persn) RETURN p" }
        );
        await cursor.DiscardAsync();

        var notification = Assert.Single(cursor.Summary.Notifications);
        Assert.Equal("Neo.ClientNotification.Statement.UnknownLabelWarning", notification.Code);
        Assert.Equal("01N50", notification.GqlStatus);
        Assert.Equal(NotificationSeverity.Warning, notification.Severity);
        Assert.Equal("UNRECOGNIZED", notification.Category);
        Assert.Equal(new TextPosition(9, 1, 10), notification.Position);
    }

    [Fact]
    public async Task Missing_parameters_are_all_named()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();

        var error = await FailsAsync(
            "Neo.ClientError.Statement.ParameterMissing",
            async () => await session.RunAsync(new RunRequest { Query = "RETURN $a + $b AS x" })
        );

        Assert.Equal("Expected parameter(s): a, b", error.Message);
    }

    [Fact]
    public async Task Many_sessions_ask_at_once()
    {
        await using var home = new EngineHome();
        var asking = Enumerable
            .Range(0, 16)
            .Select(i =>
                Task.Run(async () =>
                {
                    for (int round = 0; round < 50; round++)
                    {
                        Assert.Equal(
                            [$"{i}, 'Ada'"],
                            await home.RowsAsync(
                                $"MATCH (p:Person {{born: 1815}}) RETURN {i} AS i, p.name AS name"
                            )
                        );
                    }
                })
            );

        await Task.WhenAll(asking);
    }

    private static IEnumerable<PlanDescription> Flatten(PlanDescription plan) =>
        plan.Children.SelectMany(Flatten).Prepend(plan);

    private static async Task<CypherException> FailsAsync(string code, Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<CypherException>(action);
        Assert.Equal(code, error.Status.Code);
        return error;
    }
}
