using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Plans;

/// <summary>Aggregations by two threads give the rows, in the order, and the errors of one thread.</summary>
public sealed class ParallelAggregationTests
{
    // More than are counted sooner by one thread; the mixed column breaks in the half that the other thread has.
    private static readonly string[] s_changes =
    [
        "UNWIND range(0, 69999) AS i CREATE (:N {i: i, g: toString(i * 7 % 1000), t: CASE WHEN i % 3 > 0 THEN 'x' + i % 50 END, d: duration({days: i % 9}), m: CASE WHEN i < 60000 THEN i ELSE date('2020-01-01') END})",
        "MATCH (n:N) WHERE n.i % 10 = 0 MATCH (m:N {i: n.i / 10}) CREATE (n)-[:R]->(m)",
        "CALL db.checkpoint()",
        "MATCH (n:N) WHERE n.i % 501 = 0 SET n.g = 'new ' + n.i % 4, n.t = null",
    ];

    // What a limit without effect stands in has one thread.
    private const string One = "MATCH (n:N) WITH n LIMIT 1000000 ";
    private const string Two = "MATCH (n:N) ";

    private static readonly string[] s_queries =
    [
        "RETURN n.g, count(*), count(n.t), sum(n.i), avg(n.i), min(n.t), max(n.t)",
        "RETURN count(*), sum(n.i), avg(n.d), sum(n.d), min(n.i), max(n.g), avg(n.nothing), sum(n.nothing)",
        "RETURN n.t AS t, n.i % 7 AS r, sum(n.d), avg(n.d), count(*) ORDER BY t, r",
        "WITH n.i AS i, n.t AS t WHERE i % 2 = 1 RETURN t, max(i)",
        "MATCH (n)-[r:R]->(m:N) RETURN m.t, count(*), sum(m.i)",
        "RETURN n.i % 20000 AS r, count(*), min(n.i) ORDER BY r DESC LIMIT 50",
        "WITH n, COUNT { (n)--() } AS c WHERE c > 0 RETURN n.i AS i, c, n.t AS t, n.m AS m ORDER BY c DESC, i % 13, i LIMIT 40",
    ];

    [Fact]
    public async Task Rows_and_errors_are_those_of_one_thread()
    {
        await using var home = new EngineHome();
        foreach (string change in s_changes)
        {
            await home.RowsAsync(change);
        }
        foreach (string query in s_queries)
        {
            var rows = await home.RowsAsync(Two + query);
            Assert.NotEmpty(rows);
            Assert.Equal(await home.RowsAsync(One + query), rows);
        }
        foreach (string query in (string[])["RETURN sum(n.m)", "RETURN n.g, avg(n.m)"])
        {
            var expected = await Assert.ThrowsAsync<CypherException>(() =>
                home.RowsAsync(One + query)
            );
            var found = await Assert.ThrowsAsync<CypherException>(() =>
                home.RowsAsync(Two + query)
            );
            Assert.Equal(expected.Status.Code, found.Status.Code);
        }
    }
}
