using System.Diagnostics;
using System.Globalization;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Syntax;
using Quiver.Model.Status;

namespace Quiver.Cypher.Planning.Tests;

public sealed class CypherPlannerTests
{
    private static readonly StatisticsTable s_network = new(
        new Specification("patterns.txt").Preamble
    );

    [Fact]
    public void Every_variable_of_a_random_query_is_made_below_its_use()
    {
        int start = Random.Shared.Next(1_000_000);
        for (int seed = start; seed < start + 400; seed++)
        {
            string query = new RandomQueries(seed, s_network).Next();
            try
            {
                PlanValidator.Validate(Plan(query));
            }
            catch (Exception error) when (error is not CypherException)
            {
                Assert.Fail($"seed {seed}: {query}\n{error}");
            }
        }
    }

    [Fact]
    public void Planning_is_deterministic()
    {
        int start = Random.Shared.Next(1_000_000);
        for (int seed = start; seed < start + 60; seed++)
        {
            string query = new RandomQueries(seed, s_network).Next();
            string plan = PlanPrinter.Print(Plan(query));
            Assert.True(plan == PlanPrinter.Print(Plan(query)), $"seed {seed}: {query}");
        }
    }

    [Fact]
    public void Every_part_of_a_pattern_is_found_whatever_the_counts()
    {
        int start = Random.Shared.Next(1_000_000);
        for (int seed = start; seed < start + 200; seed++)
        {
            // Whether counts are taken from degrees depends on the counts, and then parts are not looked for.
            string query = new RandomQueries(seed, s_network)
                .Next()
                .Replace("count(*)", "sum(1)", StringComparison.Ordinal)
                .Replace("count(", "collect(", StringComparison.Ordinal);
            var uncounted = Plan(query, StatisticsTable.Empty).Root;
            var counted = Plan(query).Root;
            Assert.True(
                RelationshipCount(uncounted) == RelationshipCount(counted),
                $"seed {seed}: {query}"
            );
            Assert.True(Found(uncounted).SetEquals(Found(counted)), $"seed {seed}: {query}");
        }
    }

    [Theory]
    [InlineData("star", 8)]
    [InlineData("chain", 8)]
    [InlineData("chain", 60)]
    [InlineData("star", 60)]
    [InlineData("clique", 5)]
    [InlineData("clique", 9)]
    public void Large_patterns_are_planned_in_seconds(string shape, int size)
    {
        string query = $"MATCH {Pattern(shape, size)} RETURN count(*) AS c";
        PlanValidator.Validate(Plan(query));
        var watch = Stopwatch.StartNew();
        Plan(query);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), watch.Elapsed.ToString());
    }

    [Fact]
    public void A_pattern_of_too_many_parts_is_refused()
    {
        string query = $"MATCH {Pattern("chain", 100)} RETURN 1 AS one";
        var error = Assert.Throws<CypherException>(() => Plan(query));
        Assert.Contains("at most 128", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_would_be_too_high_is_refused()
    {
        string with = string.Concat(Enumerable.Repeat("WITH x + 1 AS x ", 5000));
        var error = Assert.Throws<CypherException>(() => Plan($"UNWIND [1] AS x {with} RETURN x"));
        Assert.Equal("Neo.ClientError.Statement.UnsupportedOperationError", error.Status.Code);
    }

    [Fact]
    public void Long_unions_and_long_conditions_stay_shallow()
    {
        string union = string.Join(
            " UNION ALL ",
            Enumerable.Range(0, 3000).Select(static i => $"RETURN {i} AS x")
        );
        Assert.True(Plan(union).Root.Height < 30);
        foreach (string connective in new[] { " OR ", " AND ", " XOR " })
        {
            string condition = string.Join(
                connective,
                Enumerable.Range(0, 5000).Select(static i => $"n.x = {i}")
            );
            PlanValidator.Validate(Plan($"MATCH (n) WHERE {condition} RETURN n"));
        }
    }

    [Fact]
    public void Warnings_about_one_query_are_bounded()
    {
        string items = string.Join(
            ", ",
            Enumerable.Range(0, 500).Select(static i => $"n.unknown{i}")
        );
        var plan = Plan($"MATCH (n) RETURN {items}");
        Assert.Equal(PlanningLimits.MaxNotifications, plan.Notifications.Count);
    }

    [Fact]
    public void Parameters_are_listed_once_in_order_of_use()
    {
        var plan = Plan(
            "MATCH (n {id: $b}) WHERE n.x = $a RETURN $b AS b, $c AS c SKIP $s LIMIT $a"
        );
        Assert.Equal(["b", "a", "c", "s"], plan.Parameters);
    }

    [Theory]
    [InlineData("RETURN 1 AS x", PlanMode.Run)]
    [InlineData("EXPLAIN RETURN 1 AS x", PlanMode.Explain)]
    [InlineData("PROFILE RETURN 1 AS x", PlanMode.Profile)]
    public void The_mode_is_the_statements(string query, PlanMode mode)
    {
        var plan = Plan(query);
        Assert.Equal(mode, plan.Mode);
        Assert.Equal(QueryType.Read, plan.QueryType);
    }

    [Fact]
    public void Columns_without_an_alias_are_named_by_their_text()
    {
        Assert.Equal(
            ["n . name", "count( * )"],
            Plan("MATCH (n) RETURN  n . name ,  count( * )").Columns
        );
    }

    private static QueryPlan Plan(string query) => Plan(query, s_network);

    private static QueryPlan Plan(string query, IPlanningStatistics statistics) =>
        CypherPlanner.Plan(CypherParser.Parse(query), s_network, statistics);

    private static int RelationshipCount(PlanNode node) =>
        (
            node is ExpandNode or RelationshipTypeScan or RelationshipCountFromCountStore ? 1
            : node is ExpandIntersect ? 2
            : 0
        ) + node.Children.Sum(RelationshipCount);

    private static HashSet<string> Found(PlanNode node)
    {
        var names = node
            .Introduced.Where(static v => v.IsNamed)
            .Select(static v => v.Name)
            .ToHashSet();
        names.UnionWith(node.Children.SelectMany(Found));
        return names;
    }

    private static string Pattern(string shape, int size)
    {
        string Node(int i) => string.Create(CultureInfo.InvariantCulture, $"(n{i}:Person)");
        return shape switch
        {
            "chain" => string.Join("-[:KNOWS]->", Enumerable.Range(0, size + 1).Select(Node)),
            "star" => string.Join(
                ", ",
                Enumerable.Range(1, size).Select(i => $"{Node(0)}-[:KNOWS]-{Node(i)}")
            ),
            _ => string.Join(
                ", ",
                Enumerable
                    .Range(0, size)
                    .SelectMany(i =>
                        Enumerable
                            .Range(i + 1, size - i - 1)
                            .Select(j => $"{Node(i)}-[:KNOWS]-{Node(j)}")
                    )
            ),
        };
    }
}
