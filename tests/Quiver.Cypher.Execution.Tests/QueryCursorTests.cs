using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests;

public sealed class QueryCursorTests
{
    private static readonly string[] Lines =
    [
        "(a:Person {name: 'Ann'})",
        "(b:Person {name: 'Bob'})",
        "(a)-[:KNOWS {since: 1}]->(b)",
    ];

    [Fact]
    public void The_first_rows_leave_before_the_last_are_computed()
    {
        using var graph = new TestGraph(Lines);
        // Row 1,500 fails; it lies in the second batch, of which the rows before it come first.
        using var cursor = graph.Start("UNWIND range(1, 3000) AS x RETURN 1 / (1500 - x) AS y");
        Assert.Equal(1024, cursor.Next()!.RowCount);
        Assert.Equal(1499 - 1024, cursor.Next()!.RowCount);
        var error = Assert.Throws<CypherException>(cursor.Next);
        Assert.Equal("/ by zero", error.Message);
        Assert.Null(cursor.Next());
    }

    [Fact]
    public void All_missing_parameters_are_named_at_once()
    {
        using var graph = new TestGraph(Lines);
        var error = Assert.Throws<CypherException>(() =>
            graph.Start("RETURN $x + $y + $z AS s", new MapValue([new("y", Value.Integer(1))]))
        );
        Assert.Equal("Neo.ClientError.Statement.ParameterMissing", error.Status.Code);
        Assert.Equal("Expected parameter(s): x, z", error.Message);
    }

    [Fact]
    public void A_cancelled_query_ends()
    {
        using var graph = new TestGraph(Lines);
        using var cancellation = new CancellationTokenSource();
        const string query =
            "UNWIND range(1, 10000000) AS x UNWIND range(1, 10000000) AS y RETURN count(*)";
        using var cursor = QueryExecution.Start(
            graph.Plan(query),
            graph.Snapshot,
            MapValue.Empty,
            ExecutionOptions.Default,
            cancellation.Token
        );
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(cursor.Next);
    }

    [Fact]
    public async Task A_walk_without_bound_over_a_large_clique_fails_or_is_cancelled_but_does_not_overflow()
    {
        string[] nodes = [.. Enumerable.Range(0, 12).Select(i => $"(n{i})")];
        var relationships =
            from i in Enumerable.Range(0, 12)
            from j in Enumerable.Range(0, 12)
            where i != j
            select $"(n{i})-[:R]->(n{j})";
        using var graph = new TestGraph([.. nodes, .. relationships]);
        using var cancellation = new CancellationTokenSource();
        using var cursor = QueryExecution.Start(
            graph.Plan("MATCH (a)-[:R*]->(b) RETURN count(*)"),
            graph.Snapshot,
            MapValue.Empty,
            ExecutionOptions.Default,
            cancellation.Token
        );
        var stopping = Task.Run(StopAsync, TestContext.Current.CancellationToken);
        Assert.ThrowsAny<OperationCanceledException>(cursor.Next);
        await stopping;
        Assert.InRange(cursor.PeakMemoryBytes, 1, 10_000_000);

        async Task StopAsync()
        {
            try
            {
                // It walks for a while, counted from when it has begun.
                await Eventually.HoldsAsync(() => cursor.PeakMemoryBytes > 0);
                await Task.Delay(300, TestContext.Current.CancellationToken);
            }
            finally
            {
                await cancellation.CancelAsync();
            }
        }
    }

    [Fact]
    public void A_query_over_its_memory_limit_gets_the_memory_error()
    {
        using var graph = new TestGraph(Lines);
        var options = ExecutionOptions.Default with { MemoryLimitBytes = 1_000_000 };
        var error = Assert.Throws<CypherException>(() =>
            graph.Run(
                "UNWIND range(1, 30000) AS x RETURN collect('text ' + x) AS l",
                options: options
            )
        );
        Assert.Equal("Neo.TransientError.General.MemoryPoolOutOfMemoryError", error.Status.Code);
    }

    [Theory]
    [InlineData("UNWIND range(1, 5000) AS k WITH l, k ORDER BY -k RETURN l[k] AS x LIMIT 1")]
    [InlineData("UNWIND range(1, 5000) AS k WITH DISTINCT l, k RETURN max(l[k]) AS x")]
    public void A_list_that_stands_in_many_rows_counts_once(string query)
    {
        using var graph = new TestGraph(Lines);
        var options = ExecutionOptions.Default with { MemoryLimitBytes = 8_000_000 };

        var rows = graph
            .Run($"WITH [x IN range(1, 20000) | x] AS l {query}", options: options)
            .Rows;

        Assert.Single(rows);
    }

    [Fact]
    public void Lists_of_their_own_count_in_each_row()
    {
        using var graph = new TestGraph(Lines);
        var options = ExecutionOptions.Default with { MemoryLimitBytes = 8_000_000 };

        var error = Assert.Throws<CypherException>(() =>
            graph.Run(
                "UNWIND range(1, 100) AS k WITH [x IN range(1, 5000) | x + k] AS l, k ORDER BY -k RETURN sum(l[0])",
                options: options
            )
        );

        Assert.Equal("Neo.TransientError.General.MemoryPoolOutOfMemoryError", error.Status.Code);
    }

    [Fact]
    public void A_pattern_comprehension_is_bound_by_the_memory_limit_too()
    {
        string[] leaves = [.. Enumerable.Range(0, 200).Select(i => $"(n{i})")];
        string[] spokes = [.. leaves.Select((_, i) => $"(n0)-[:R]->(n{i})")];
        using var graph = new TestGraph([.. leaves, .. spokes]);
        const string query =
            "MATCH (a) RETURN head([(a)<-[:R]-()-[:R]->(b)-[:R*0..1]->(c) | c]) AS s";
        Assert.Equal(200, graph.Run(query).Rows.Count);
        var options = ExecutionOptions.Default with { MemoryLimitBytes = 400_000 };
        var error = Assert.Throws<CypherException>(() => graph.Run(query, options: options));
        Assert.Equal("Neo.TransientError.General.MemoryPoolOutOfMemoryError", error.Status.Code);
    }

    [Fact]
    public void A_profile_counts_rows_and_time_of_every_operator()
    {
        using var graph = new TestGraph(Lines);
        var plan = graph.Plan(
            "UNWIND range(1, 5000) AS x WITH x WHERE x > 100 RETURN count(*) AS c"
        );
        using var cursor = QueryExecution.Start(
            plan,
            graph.Snapshot,
            MapValue.Empty,
            ExecutionOptions.Default with
            {
                Profile = true,
            },
            TestContext.Current.CancellationToken
        );
        while (cursor.Next() is not null) { }
        Assert.Equal(plan.NodeCount, cursor.Profile.Count);
        Assert.Equal(1, cursor.Profile[plan.Root.Id].Rows);
        Assert.Contains(cursor.Profile, static p => p.Rows == 5000);
        Assert.Contains(cursor.Profile, static p => p.Rows == 4900);
        Assert.All(cursor.Profile, static p => Assert.True(p.InclusiveNanoseconds > 0));
    }

    [Fact]
    public void A_profile_counts_what_each_operator_reads_and_holds()
    {
        string[] nodes = [.. Enumerable.Range(0, 50).Select(i => $"(n{i}:N {{x: {i % 7}}})")];
        string[] spokes = [.. Enumerable.Range(1, 49).Select(i => $"(n0)-[:R]->(n{i})")];
        using var graph = new TestGraph([.. nodes, .. spokes]);
        var plan = graph.Plan("MATCH (a:N)-[:R]->(b) RETURN b.x AS x, count(*) AS c");
        var options = ExecutionOptions.Default with { Profile = true };
        using var cursor = QueryExecution.Start(
            plan,
            graph.Snapshot,
            MapValue.Empty,
            options,
            TestContext.Current.CancellationToken
        );
        while (cursor.Next() is not null) { }
        long all = 0;
        for (PlanNode node = plan.Root; ; node = node.Children[0])
        {
            // Which of them the plan has is the planner's choice: 50 nodes, 49 relationships, and a property or label of each of 49 nodes.
            int expected = node.Name switch
            {
                "ProduceResults" => 0,
                "Expand(All)" => 99,
                "NodeByLabelScan" => 50,
                _ => 49,
            };
            Assert.Equal(expected, cursor.Profile[node.Id].StoreHits);
            all += expected;
            if (node.Children.Count == 0)
            {
                Assert.Equal(0, cursor.Profile[node.Id].PeakMemoryBytes);
                break;
            }
        }
        Assert.Equal(all, cursor.Profile[plan.Root.Id].InclusiveStoreHits);
        var aggregation = plan.Root.Children[0];
        Assert.True(cursor.Profile[aggregation.Id].PeakMemoryBytes > 0);
    }

    [Fact]
    public void Entities_of_a_result_can_be_looked_up()
    {
        using var graph = new TestGraph(Lines);
        using var cursor = graph.Start("MATCH (a)-[r:KNOWS]->(b) RETURN a, r");
        var batch = cursor.Next()!;
        var node = batch.Columns[0][0].AsNode();
        var relationship = batch.Columns[1][0].AsRelationship();
        var labels = new List<string>();
        var properties = new List<KeyValuePair<string, Value>>();
        cursor.Entities.ReadLabels(node, labels);
        cursor.Entities.ReadProperties(node, properties);
        cursor.Entities.ReadRelationship(relationship, out string type, out var start, out _);
        Assert.Equal(["Person"], labels);
        Assert.Equal("name", Assert.Single(properties).Key);
        Assert.Equal("KNOWS", type);
        Assert.Equal(node, start);
        Assert.Equal(
            $"4:{graph.Snapshot.DatabaseId}:{node.Value}",
            cursor.Entities.ElementId(node)
        );
        Assert.StartsWith("5:", cursor.Entities.ElementId(relationship), StringComparison.Ordinal);
    }

    [Fact]
    public void The_statement_time_is_the_same_for_all_rows_and_functions()
    {
        using var graph = new TestGraph(Lines);
        var options = ExecutionOptions.Default with
        {
            StatementTime = new DateTimeOffset(2024, 2, 29, 23, 30, 0, TimeSpan.Zero),
            DefaultZone = "+02:00",
        };
        var (_, rows) = graph.Run(
            "UNWIND [1, 2] AS x RETURN DISTINCT date() AS d, timestamp() AS t, datetime() AS z",
            options: options
        );
        var row = Assert.Single(rows);
        Assert.Equal("date('2024-03-01')", row[0].ToString());
        Assert.Equal(1709249400000, row[1].AsInteger());
        Assert.Equal("datetime('2024-03-01T01:30:00+02:00')", row[2].ToString());
    }
}
