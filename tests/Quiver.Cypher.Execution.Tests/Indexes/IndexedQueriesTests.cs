using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Indexes;

public sealed class IndexedQueriesTests
{
    private static readonly string[] Conditions =
    [
        "{0} = $a",
        "$a = {0}",
        "{0} IN [$a, $b, $c]",
        "{0} IN $list",
        "{0} = $a OR {0} = $b",
        "{0} < $a",
        "{0} <= $a",
        "{0} > $a",
        "{0} >= $a",
        "$a < {0} < $b",
        "$a <= {0} AND {0} <= $b",
        "{0} STARTS WITH $text",
        "{0} ENDS WITH $text",
        "{0} CONTAINS $text",
        "{0} = 'ab'",
        "{0} <> $a",
        "$a <> {0} <= $b",
        "NOT {0} = $a",
        "{0} IS NULL",
        "{0} IS NOT NULL",
        "point.distance({0}, $point) < 2",
        "point.distance($point, {0}) <= 1.5",
        "point.withinBBox({0}, $point, $corner)",
    ];

    private static readonly string[] Shapes =
    [
        "MATCH (n:L) WHERE {1} RETURN id(n)",
        "MATCH (n:L) WHERE {1} AND {2} RETURN id(n)",
        "MATCH (n:L)-[r]-(m) WHERE {1} RETURN id(n), id(m)",
        "UNWIND $list AS a MATCH (n:L {{p: a}}) RETURN a, id(n)",
        "UNWIND $list AS a OPTIONAL MATCH (n:L) WHERE n.p > a RETURN a, id(n)",
        "MATCH (m:L) WHERE m.q = $a MATCH (n:L {{p: m.p}}) RETURN id(m), id(n)",
        "MATCH (n:L) WHERE n.q = $b AND {1} RETURN id(n)",
        "MATCH (n:L) WHERE n.q IN $list AND n.p IN $list RETURN id(n)",
        "MATCH (n:L) WHERE {1} RETURN id(n), n.p ORDER BY n.p",
        "MATCH (n:L) WHERE {1} RETURN id(n), n.p ORDER BY n.p DESC",
        "MATCH (n:L) WHERE {1} RETURN count(*)",
        "MATCH (n:L) RETURN min(n.p)",
        "MATCH (n:L) RETURN max(n.p)",
        "MATCH (n:L) WHERE {1} RETURN min(n.p)",
        "MATCH (n:L) WHERE {1} AND {2} RETURN max(n.p)",
        "MATCH (n:L) WHERE {1} UNWIND $list AS a RETURN max(n.p)",
        "MATCH (x)-[n:R]->() WHERE {1} RETURN min(n.p)",
        "MATCH (x)-[n:R]->(y) WHERE {1} RETURN id(x), id(n), id(y)",
        "MATCH (x)<-[n:R]-(y) WHERE {1} RETURN id(x), id(y)",
        "MATCH (x)-[n:R]-(y) WHERE {1} AND n.t STARTS WITH $text RETURN id(x), id(n), id(y)",
        "UNWIND $list AS a MATCH (x)-[n:R {{p: a}}]->(y:L) RETURN a, id(n), id(y)",
        "MATCH (m:L) WHERE EXISTS {{ MATCH (n:L) WHERE n.p = m.q }} RETURN id(m)",
    ];

    [Fact]
    public void An_index_changes_no_result()
    {
        int withIndex = 0;
        int queries = 0;
        for (int seed = 0; seed < Nightly.Times(4, 100); seed++)
        {
            using var graph = new IndexedGraph(seed);
            var random = new Random(seed);
            for (int i = 0; i < 400; i++)
            {
                string query = Query(random);
                var parameters = Parameters(random, graph.Pool);
                string place = $"seed {seed}: {query} {ValueText.Format(Value.Map(parameters))}";

                var plain = graph.Run(query, parameters, withIndexes: false);
                var indexed = graph.Run(query, parameters, withIndexes: true);

                string expectedRows = Sorted(plain.Rows);
                string foundRows = Sorted(indexed.Rows);

                // Of values that are the same to ORDER BY any may be the least, or come first.
                bool isExtreme = query.Contains("RETURN m", StringComparison.Ordinal);
                Assert.True(
                    expectedRows == foundRows || isExtreme,
                    $"{place}\nwithout an index:\n{expectedRows}\nwith indexes:\n{foundRows}"
                );
                if (isExtreme || query.Contains("ORDER BY", StringComparison.Ordinal))
                {
                    Assert.Equal(plain.Rows.Count, indexed.Rows.Count);
                    for (int row = 0; row < plain.Rows.Count; row++)
                    {
                        var (expected, found) = (plain.Rows[row][^1], indexed.Rows[row][^1]);
                        Assert.True(
                            ValueOrder.Instance.Compare(expected, found) == 0,
                            $"{place}: {row}"
                        );
                    }
                }
                queries++;
                withIndex += indexed.UsesIndex ? 1 : 0;
                Assert.False(plain.UsesIndex);
            }
        }
        Assert.True(withIndex > queries / 2, $"Only {withIndex} of {queries} plans used an index.");
    }

    [Theory]
    [InlineData("MATCH (m:L {q: $a}), (n:L) WHERE n.p = m.p + 1 RETURN id(m), id(n)")]
    [InlineData(
        "MATCH (m:L {q: $a})-[:R]-(x)-[:R]-(y:L {p: $b}), (n:L) WHERE n.p = m.p + 1 RETURN id(n), id(x)"
    )]
    [InlineData(
        "MATCH (m:L {q: $a}), (n:L)-[:R]->(x {q: $c}) WHERE n.p = m.p + 1 RETURN id(m), id(n)"
    )]
    [InlineData("MATCH (m:L {q: $a}), (n:L)-[:R]->() WHERE n.p IN m.q RETURN id(m), id(n)")]
    public void A_seek_by_a_value_that_cannot_be_computed_fails_for_what_would_match_alone(
        string query
    )
    {
        int withIndex = 0;
        var outcomes = new HashSet<bool>();
        for (int seed = 0; seed < 20; seed++)
        {
            using var graph = new IndexedGraph(seed);
            var random = new Random(seed);
            for (int i = 0; i < 20; i++)
            {
                var parameters = Parameters(random, graph.Pool);

                var (expected, _) = Outcome(graph, query, parameters, withIndexes: false);
                var (found, usesIndex) = Outcome(graph, query, parameters, withIndexes: true);

                Assert.Equal(expected, found);
                withIndex += usesIndex ? 1 : 0;
                outcomes.Add(found.StartsWith("Neo.", StringComparison.Ordinal));
            }
        }
        Assert.True(withIndex > 0);
        Assert.Equal(2, outcomes.Count);
    }

    private static (string Rows, bool UsesIndex) Outcome(
        IndexedGraph graph,
        string query,
        MapValue parameters,
        bool withIndexes
    )
    {
        try
        {
            var result = graph.Run(query, parameters, withIndexes);
            return (Sorted(result.Rows), result.UsesIndex);
        }
        catch (CypherException error)
        {
            return (error.Status.Code, false);
        }
    }

    private static string Query(Random random) =>
        string.Format(
            null,
            Shapes[random.Next(Shapes.Length)],
            "",
            Condition(random, "n.p"),
            Condition(random, random.Next(2) == 0 ? "n.p" : "n.q")
        );

    private static string Condition(Random random, string property) =>
        "("
        + Conditions[random.Next(Conditions.Length)]
            .Replace("{0}", property, StringComparison.Ordinal)
        + ")";

    private static MapValue Parameters(Random random, IReadOnlyList<Value> pool)
    {
        Value Any() => random.Next(8) == 0 ? Value.Null : pool[random.Next(pool.Count)];
        Value Of(ValueKind kind)
        {
            var candidates = pool.Where(v => v.Kind == kind).ToList();
            return candidates[random.Next(candidates.Count)];
        }
        return new MapValue([
            new("a", Any()),
            new("b", Any()),
            new("c", Any()),
            new("list", Value.List([.. Enumerable.Range(0, random.Next(6)).Select(_ => Any())])),
            new("text", random.Next(10) == 0 ? Any() : Of(ValueKind.String)),
            new("point", Of(ValueKind.Point)),
            new("corner", Of(ValueKind.Point)),
        ]);
    }

    private static string Sorted(List<Value[]> rows) =>
        string.Join(
            '\n',
            rows.Select(static r => string.Join(' ', r.Select(v => ValueText.Format(v))))
                .Order(StringComparer.Ordinal)
        );
}
