namespace Quiver.Engine.Tests.Plans;

/// <summary>Conditions on labels that all ends of a relationship type have are not looked at; the rows are those of a condition that is, whatever changes.</summary>
public sealed class ImpliedLabelTests
{
    private static readonly string[] s_changes =
    [
        "UNWIND range(0, 40) AS i CREATE (:P {i: i})",
        "MATCH (a:P), (b:P) WHERE b.i = a.i + 1 OR a.i = 2 * b.i CREATE (a)-[:T]->(b)",
        "CALL db.checkpoint()",
        "MATCH (a:P {i: 7}) CREATE (a)-[:T]->(:Q {i: 100})<-[:T]-(:P {i: 101})",
        "MATCH (q:Q) SET q:P",
        "MATCH (q:P {i: 5}) REMOVE q:P SET q:Q",
        "CALL db.checkpoint()",
        "MATCH (q:Q {i: 5}) SET q:P REMOVE q:Q",
        "MATCH (a:P {i: 3})-[t:T]->() DELETE t",
        "MATCH (q:Q) REMOVE q:P",
        "MATCH (a:P {i: 4}) CREATE (a)-[:U]->(:Q {i: 102})",
    ];

    private static readonly (string Plain, string Asked)[] s_queries =
    [
        (
            "MATCH (a)-[:T]->(b:P) RETURN count(*) AS n",
            "MATCH (a)-[:T]->(b) WHERE 'P' IN labels(b) RETURN count(*) AS n"
        ),
        (
            "MATCH (a:P)-[:T]->(b:P)<-[:T]-(c:P) RETURN count(*) AS n, sum(c.i) AS s",
            "MATCH (a)-[:T]->(b)<-[:T]-(c) WHERE all(x IN [a, b, c] WHERE 'P' IN labels(x)) RETURN count(*) AS n, sum(c.i) AS s"
        ),
        (
            "MATCH (a:P {i: 4})-[:T|U]-(b:P) RETURN count(*) AS n, sum(b.i) AS s",
            "MATCH (a:P {i: 4})-[:T|U]-(b) WHERE 'P' IN labels(b) RETURN count(*) AS n, sum(b.i) AS s"
        ),
        (
            "MATCH (a:P)-[:T]->(b:P)-[:T]->(c:P), (a)-[:T]->(c) RETURN count(*) AS n",
            "MATCH (a)-[:T]->(b)-[:T]->(c)<-[:T]-(d) WHERE id(d) = id(a) + 0 AND all(x IN [a, b, c] WHERE 'P' IN labels(x)) RETURN count(*) AS n"
        ),
    ];

    [Fact]
    public async Task Rows_are_those_of_conditions_that_are_looked_at()
    {
        await using var home = new EngineHome();
        foreach (string change in s_changes)
        {
            await home.RowsAsync(change);
            foreach (var (plain, asked) in s_queries)
            {
                Assert.Equal(
                    Assert.Single(await home.RowsAsync(asked)),
                    Assert.Single(await home.RowsAsync(plain))
                );
            }
        }
    }
}
