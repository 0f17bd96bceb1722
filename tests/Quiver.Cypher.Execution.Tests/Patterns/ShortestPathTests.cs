using System.Globalization;
using Quiver.Model;
using Quiver.Model.Status;

namespace Quiver.Cypher.Execution.Tests.Patterns;

/// <summary>Shortest paths over random graphs are those that trying every walk finds.</summary>
public sealed class ShortestPathTests
{
    // The condition in Cypher, and over the relationships and nodes of a walk.
    private static readonly (string Text, Func<int[], int[], int, bool> Holds)[] Conditions =
    [
        ("", static (_, _, _) => true),
        (
            " AND all(x IN relationships(p) WHERE x.id <> {0})",
            static (walk, _, k) => !walk.Contains(k)
        ),
        (" AND none(x IN nodes(p) WHERE x.id = {0})", static (_, nodes, k) => !nodes.Contains(k)),
        (" AND length(p) <> {0}", static (walk, _, k) => walk.Length != k),
        (" AND any(x IN r WHERE x.id = {0})", static (walk, _, k) => walk.Contains(k)),
        (
            " AND all(x IN nodes(p) WHERE x.id <> {0}) AND length(p) > 1",
            static (walk, nodes, k) => !nodes.Contains(k) && walk.Length > 1
        ),
        (" AND length(p) <= {0}", static (walk, _, k) => walk.Length <= k),
        (" AND {0} > size(r)", static (walk, _, k) => k > walk.Length),
        (" AND size(relationships(p)) = {0} + 1", static (walk, _, k) => walk.Length == k + 1),
        (" AND length(p) < {0}.5", static (walk, _, k) => walk.Length <= k),
        (" AND length(p) = {0}.5", static (_, _, _) => false),
        (
            " AND length(p) > a.id - b.id + {0}",
            static (walk, nodes, k) => walk.Length > nodes[0] - nodes[^1] + k
        ),
        (
            " AND 2 <= length(p) <= {0} AND any(x IN r WHERE x.id = {0})",
            static (walk, _, k) => walk.Length >= 2 && walk.Length <= k && walk.Contains(k)
        ),
        (" AND length(p) <= null", static (_, _, _) => false),
        (" AND length(p) > 9223372036854775807", static (_, _, _) => false),
    ];

    [Theory]
    [InlineData(DataForm.Delta)]
    [InlineData(DataForm.Both)]
    public void They_are_the_shortest_of_all_walks_that_satisfy_the_conditions(DataForm form)
    {
        int paths = 0;
        for (int seed = 0; seed < Nightly.Times(120, 3000); seed++)
        {
            var random = new Random(seed);
            var plain = new PlainGraph(random);
            using var graph = new TestGraph(plain.Lines, form);
            for (int query = 0; query < 20; query++)
            {
                paths += Check(plain, graph, random, seed);
            }
        }
        // Many pairs must have a path, or the test tests nothing.
        Assert.True(paths > 200, $"only {paths} paths");
    }

    [Fact]
    public void A_long_way_through_a_wide_graph_is_found_from_both_ends()
    {
        var lines = Enumerable.Range(0, 400).Select(i => $"(n{i}:N {{id: {i}}})").ToList();
        for (int i = 0; i < 399; i++)
        {
            lines.Add($"(n{i})-[:R]->(n{i + 1})");
        }
        using var graph = new TestGraph(lines);
        var rows = graph
            .Run(
                "MATCH (a {id: 0}), (b {id: 399}) MATCH p = shortestPath((a)-[:R*]-(b)) RETURN length(p) AS l"
            )
            .Rows;
        Assert.Equal(399, rows[0][0].AsInteger());
    }

    // Trying the walks of this graph one by one would take ages: there are more than 30^10 without a repeated relationship.
    [Theory]
    [InlineData("length(p) <= 2", "")]
    [InlineData("length(p) = 3", "3")]
    [InlineData("length(p) <= 2 AND any(x IN nodes(p) WHERE x.id < 0)", "")]
    [InlineData("length(p) >= 12", "12")]
    [InlineData("length(p) <= 4 AND any(x IN nodes(p) WHERE x.id = 7)", "4")]
    public void A_condition_on_the_length_bounds_the_search(string condition, string length)
    {
        var lines = Enumerable.Range(0, 32).Select(i => $"(n{i}:N {{id: {i}}})").ToList();
        for (int i = 0; i < 30; i++)
        {
            for (int j = 0; j < i; j++)
            {
                lines.Add($"(n{i})-[:R]->(n{j})");
            }
        }
        lines.AddRange("(n29)-[:R]->(n30)", "(n30)-[:R]->(n31)");
        using var graph = new TestGraph(lines);
        var rows = graph
            .Run(
                $"MATCH (a {{id: 0}}), (b {{id: 31}}) MATCH p = shortestPath((a)-[:R*1..20]-(b)) WHERE {condition} RETURN length(p) AS l"
            )
            .Rows;
        Assert.Equal(length, string.Join(' ', rows.Select(static r => r[0].ToString())));
    }

    [Fact]
    public void A_path_from_a_node_to_itself_is_refused()
    {
        using var graph = new TestGraph(["(a:A)", "(b:B)", "(a)-[:R]->(b)"]);
        var error = Assert.Throws<CypherException>(() =>
            graph.Run("MATCH (a), (b) MATCH p = shortestPath((a)-[*]-(b)) RETURN p")
        );
        Assert.Equal(StatusCodes.StatementExecutionFailed, error.Status);
    }

    private static int Check(PlainGraph plain, TestGraph graph, Random random, int seed)
    {
        int from = random.Next(plain.NodeCount);
        int to = random.Next(plain.NodeCount);
        if (from == to)
        {
            return 0;
        }
        var step = new PatternStep(
            "a",
            "r",
            "b",
            (Direction)random.Next(3),
            random.Next(2) == 0 ? "R" : null,
            null,
            random.Next(2),
            1 + random.Next(8)
        );
        bool isAll = random.Next(2) == 0;
        int k = random.Next(5);
        var (text, holds) = Conditions[random.Next(Conditions.Length)];
        string condition = string.Format(CultureInfo.InvariantCulture, text, k);
        string arrow = step with { Maximum = step.Maximum == 1 ? 2 : step.Maximum } is var wide
            ? wide.ToString()
            : "";
        string query =
            $"MATCH (a {{id: {from}}}), (b {{id: {to}}}) MATCH p = {(isAll ? "allShortestPaths" : "shortestPath")}((a){arrow})"
            + $" WHERE a.id >= 0{condition} RETURN [x IN r | x.id] AS walk, [x IN nodes(p) | x.id] AS nodes";
        var walks = plain
            .Match(
                new Dictionary<string, int[]>(StringComparer.Ordinal)
                {
                    ["a"] = [from],
                    ["b"] = [to],
                },
                [wide with { Minimum = 1 }],
                new HashSet<int>()
            )
            .Select(m => m["r"])
            .Where(walk => holds(walk, plain.NodesOf(from, walk), k))
            .ToList();
        int least = walks.Count == 0 ? 0 : walks.Min(static w => w.Length);
        var expected = walks
            .Where(w => w.Length == least)
            .Select(w =>
                $"[{string.Join(", ", w)}] | [{string.Join(", ", plain.NodesOf(from, w))}]"
            )
            .ToHashSet(StringComparer.Ordinal);
        var found = graph
            .Run(query)
            .Rows.Select(row => string.Join(" | ", row.Select(v => v.ToString())))
            .ToList();
        bool isRight =
            isAll ? expected.SetEquals(found) && expected.Count == found.Count
            : expected.Count == 0 ? found.Count == 0
            : found.Count == 1 && expected.Contains(found[0]);
        Assert.True(
            isRight,
            $"seed {seed}: {query}\n{string.Join('\n', plain.Lines)}\nexpected:\n{string.Join('\n', expected)}\nfound:\n{string.Join('\n', found)}"
        );
        return found.Count;
    }
}
