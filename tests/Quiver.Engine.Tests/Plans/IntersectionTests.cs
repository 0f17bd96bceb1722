namespace Quiver.Engine.Tests.Plans;

/// <summary>Circles closed from both ends are those found one relationship after the other, over hubs, several relationships to one node, loops and changes.</summary>
public sealed class IntersectionTests
{
    private static readonly string[] s_changes =
    [
        "UNWIND range(0, 199) AS i CREATE (:V {i: i})",
        "MATCH (a:V), (b:V) WHERE (a.i * 7 + b.i * 13) % 29 = 0 OR a.i = 3 OR b.i = 5 CREATE (a)-[:E]->(b)",
        "MATCH (a:V), (b:V) WHERE (a.i + b.i) % 61 = 0 CREATE (a)-[:E]->(b), (a)-[:F]->(b)",
        "CALL db.checkpoint()",
        "MATCH (a)-[e:E]->(b) WHERE id(e) % 7 = 2 DELETE e CREATE (b)-[:F]->(a)",
    ];

    // The second of each pair asks for the closing relationship by a condition on each row.
    private static readonly (string Closed, string Asked)[] s_queries =
    [
        (
            "MATCH (a:V)-[x:E]->(b:V)-[y:E]->(c:V), (a)-[z:E]->(c) RETURN count(*) AS n, sum(id(z)) AS s",
            "MATCH (a:V)-[x:E]->(b:V)-[y:E]->(c:V) WITH a, x, y, c MATCH (a)-[z:E]->(d:V) WHERE id(d) = id(c) + 0 AND z <> x AND z <> y RETURN count(*) AS n, sum(id(z)) AS s"
        ),
        (
            "MATCH (a:V)-[x:E]->(b:V)-[y:F]->(c:V), (a)-[z:E|F]->(c) WHERE a.i < 60 RETURN count(*) AS n, sum(id(z)) AS s",
            "MATCH (a:V)-[x:E]->(b:V)-[y:F]->(c:V) WHERE a.i < 60 WITH a, x, y, c MATCH (a)-[z:E|F]->(d:V) WHERE id(d) = id(c) + 0 AND z <> x AND z <> y RETURN count(*) AS n, sum(id(z)) AS s"
        ),
        (
            "MATCH (a:V)-[x:F]-(b:V)-[y:F]-(c:V), (a)-[z:F]-(c) RETURN count(*) AS n, sum(id(z)) AS s",
            "MATCH (a:V)-[x:F]-(b:V)-[y:F]-(c:V) WITH a, x, y, c MATCH (a)-[z:F]-(d:V) WHERE id(d) = id(c) + 0 AND z <> x AND z <> y RETURN count(*) AS n, sum(id(z)) AS s"
        ),
        (
            "MATCH (a:V)-[:E]->(b:V)-[:E]->(c:V), (a)-[:E]->(c) RETURN count(*) AS n",
            "MATCH (a:V)-[x:E]->(b:V)-[y:E]->(c:V) WITH a, x, y, c MATCH (a)-[z:E]->(d:V) WHERE id(d) = id(c) + 0 AND z <> x AND z <> y RETURN count(*) AS n"
        ),
        (
            "MATCH (a:V)-[:E]->(b:V)-[:F]->(c:V), (a)-[:E|F]->(c) RETURN count(*) AS n",
            "MATCH (a:V)-[x:E]->(b:V)-[y:F]->(c:V) WITH a, x, y, c MATCH (a)-[z:E|F]->(d:V) WHERE id(d) = id(c) + 0 AND z <> x AND z <> y RETURN count(*) AS n"
        ),
        (
            "MATCH (a:V)-[:E|F]-(b:V)-[:E|F]-(c:V), (a)-[:E|F]-(c) RETURN count(*) AS n",
            "MATCH (a:V)-[x:E|F]-(b:V)-[y:E|F]-(c:V) WITH a, x, y, c MATCH (a)-[z:E|F]-(d:V) WHERE id(d) = id(c) + 0 AND z <> x AND z <> y RETURN count(*) AS n"
        ),
        (
            "MATCH (a:V)-[:E]->(b:V) WHERE a.i < 20 WITH b, a ORDER BY b.i MATCH (a)-[:F]->(c), (b)<-[:E]-(c) RETURN count(*) AS n",
            "MATCH (a:V)-[:E]->(b:V) WHERE a.i < 20 MATCH (a)-[y:F]->(c) MATCH (c)-[z:E]->(d) WHERE id(d) = id(b) + 0 RETURN count(*) AS n"
        ),
        (
            "MATCH (a:V {i: 3})-[:E]->(b:V)-[:F]->(c:V) WHERE NOT (a)-[:E]-(c) RETURN count(*) AS n, sum(c.i) AS s",
            "MATCH (a:V {i: 3})-[:E]->(b:V)-[:F]->(c:V) WHERE NOT EXISTS { MATCH (a)-[:E]-(d) WHERE id(d) = id(c) + 0 } RETURN count(*) AS n, sum(c.i) AS s"
        ),
        (
            "MATCH (a:V) WHERE a.i < 9 MATCH (c:V) WITH a, c ORDER BY a.i, c.i MATCH (a)-[z:E|F]->(c) RETURN count(*) AS n, sum(id(z)) AS s",
            "MATCH (a:V)-[z:E|F]->(c:V) WHERE a.i < 9 RETURN count(*) AS n, sum(id(z)) AS s"
        ),
    ];

    [Fact]
    public async Task Circles_are_those_of_single_steps()
    {
        await using var home = new EngineHome();
        foreach (string change in s_changes)
        {
            await home.RowsAsync(change);
        }
        foreach (var (closed, asked) in s_queries)
        {
            string answer = Assert.Single(await home.RowsAsync(closed));
            Assert.Equal(Assert.Single(await home.RowsAsync(asked)), answer);
            Assert.DoesNotContain("0, 0", answer, StringComparison.Ordinal);
        }
    }
}
