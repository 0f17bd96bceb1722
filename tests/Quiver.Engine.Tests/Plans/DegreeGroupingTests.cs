namespace Quiver.Engine.Tests.Plans;

/// <summary>What is counted by degrees is what is counted relationship by relationship, whatever became of the relationships.</summary>
public sealed class DegreeGroupingTests
{
    private static readonly string[] s_changes =
    [
        "UNWIND range(0, 1999) AS i CREATE (:Person {id: i, age: i % 50, city: CASE WHEN i % 9 = 0 THEN null ELSE 'c' + i % 7 END})",
        "UNWIND range(0, 299) AS i CREATE (p:Post {id: i}) SET p.kind = i % 4 FOREACH (x IN CASE WHEN i % 5 = 0 THEN [1] ELSE [] END | SET p:Pinned)",
        "MATCH (p:Person), (m:Post) WHERE (p.id * 31 + m.id * 17) % 211 = 3 CREATE (p)-[:LIKES]->(m)",
        "MATCH (p:Person), (m:Post) WHERE (p.id + m.id) % 401 = 3 CREATE (p)-[:LIKES]->(m), (m)-[:SEEN]->(p)",
        "MATCH (m:Post), (o:Post) WHERE m.id % 50 = o.id % 50 AND m.id <= o.id CREATE (m)-[:LIKES]->(o)",
        "CALL db.checkpoint()",
        "MATCH ()-[l:LIKES]->(m) WHERE id(l) % 13 = 5 DELETE l CREATE (m)-[:SEEN]->(m)",
        "MATCH (p:Person) WHERE p.id % 100 = 7 DETACH DELETE p",
        "MATCH (p:Person), (m:Post) WHERE p.id % 97 = 1 AND m.id % 31 = 2 CREATE (p)-[:LIKES]->(m)",
        "MATCH (m:Post) WHERE m.id % 10 = 3 SET m.id = null",
        "CALL db.checkpoint()",
    ];

    // Each with count and with the size of the list of what is counted, for which every relationship is gone through.
    private static readonly string[] s_queries =
    [
        "MATCH (:Person)-[l:LIKES]->(m:Post) RETURN m.id AS id, {l} AS n ORDER BY n DESC, id LIMIT 20",
        "MATCH (:Person)-[l:LIKES]->(m:Post) WITH m, {l} AS n RETURN m.id AS id, n ORDER BY n DESC, id LIMIT 20",
        "MATCH ()-[l:LIKES]->(m) RETURN m.id AS id, {l} AS n ORDER BY n, id LIMIT 30",
        "MATCH (m)-[l]-() RETURN m.kind AS kind, {l} AS n, max(m.id) AS top ORDER BY kind",
        "MATCH (m:Post)<-[l:LIKES|SEEN]-(o:Person) RETURN m.kind AS kind, m.id % 3 AS third, {o} AS n ORDER BY kind, third",
        "MATCH (m:Pinned)<-[l:LIKES]-() RETURN {l} AS n, count(DISTINCT m) AS d",
        "MATCH (p:Person {id: 5})-[:LIKES]->(m)-[s:SEEN]->(o) RETURN m.id AS id, {s} AS n ORDER BY n DESC, id",
        "MATCH (p:Person)-[:LIKES]->(m:Post)-[s:SEEN]->() WHERE p.age < 3 RETURN p.city AS city, {s} AS n ORDER BY city",
        "MATCH (m:Post) OPTIONAL MATCH (m)<-[l:LIKES]-(:Person) RETURN m.id AS id, {l} AS n ORDER BY n DESC, id",
        "UNWIND [1, 1, 2, null] AS i OPTIONAL MATCH (m:Post {id: i}) OPTIONAL MATCH (m)-[l:LIKES]->() RETURN i, {l} AS n ORDER BY i",
        "MATCH (m:Post) WHERE COUNT { MATCH (m)<-[l:LIKES]-(o) RETURN l } > 3 MATCH (m)-[s:SEEN]-() RETURN m.kind AS kind, {s} AS n ORDER BY kind",
        "MATCH (m:Post)-[l:LIKES]->(m) RETURN {l} AS n",
        "MATCH (m:Post)-[a:LIKES]->(o)-[b:LIKES]->(x) RETURN m.kind AS kind, {b} AS n ORDER BY kind",
        "MATCH (m:Post)<-[l:LIKES]-(o) WHERE o.age > 10 RETURN m.kind AS kind, {l} AS n ORDER BY kind",
        "MATCH (m:Nothing)<-[l:LIKES]-() RETURN {l} AS n",
        "MATCH (m:Post)<-[l:NOTHING]-() RETURN m.kind AS kind, {l} AS n",
    ];

    [Fact]
    public async Task Degrees_count_what_relationships_count()
    {
        await using var home = new EngineHome();
        int answers = 0;
        for (int i = 0; i < s_changes.Length; i++)
        {
            await home.RowsAsync(s_changes[i]);
            // The graph is there from the fifth on; every other is enough to see each kind of change in memory and on disk.
            foreach (string query in i >= 4 && i % 2 == 0 ? s_queries : [])
            {
                var (counted, listed) = Wordings(query);
                var expected = await home.RowsAsync(listed);
                Assert.Equal(expected, await home.RowsAsync(counted));
                answers += expected.Count;
            }
        }
        Assert.True(answers > 1000);
    }

    [Fact]
    public async Task A_constraint_and_a_limit_change_no_answer()
    {
        await using var home = new EngineHome();
        foreach (string change in s_changes)
        {
            await home.RowsAsync(change);
        }
        await home.RowsAsync("CREATE CONSTRAINT FOR (m:Post) REQUIRE m.id IS UNIQUE");
        await home.RowsAsync("CALL db.awaitIndexes(60)");
        foreach (string order in (string[])["n DESC, id", "n, id", "n DESC, id DESC"])
        {
            string query =
                $"MATCH ()-[l:LIKES]->(m:Post) RETURN m.id AS id, {{l}} AS n ORDER BY {order}";
            var all = await home.RowsAsync(Wordings(query).Listed);
            foreach (int limit in (int[])[0, 1, 5, 40, 1000])
            {
                Assert.Equal(
                    all.Take(limit),
                    await home.RowsAsync($"{Wordings(query).Counted} LIMIT {limit}")
                );
            }
        }
    }

    /// <summary>A plan that counts on all ends having a label is kept, and one day not all have it.</summary>
    [Fact]
    public async Task Ends_with_a_unique_key_may_be_joined_by_others_with_the_same()
    {
        const string Query =
            "MATCH ()-[l:LIKES]->(m) RETURN m.id AS id, {l} AS n ORDER BY n DESC, id LIMIT 12";
        await using var home = new EngineHome();
        foreach (string change in s_changes.Take(5))
        {
            await home.RowsAsync(change);
        }
        await home.RowsAsync("CREATE CONSTRAINT FOR (m:Post) REQUIRE m.id IS UNIQUE");
        await home.RowsAsync("CALL db.awaitIndexes(60)");
        var (counted, listed) = Wordings(Query);
        var before = await home.RowsAsync(listed);
        Assert.Equal(before, await home.RowsAsync(counted));
        await home.RowsAsync(
            "MATCH (m:Post {id: 5}), (p:Person {id: 5}) UNWIND range(1, 99) AS i CREATE (m)-[:LIKES]->(p)"
        );
        var after = await home.RowsAsync(listed);
        Assert.NotEqual(before, after);
        Assert.Equal(after, await home.RowsAsync(counted));
    }

    private static (string Counted, string Listed) Wordings(string query)
    {
        int at = query.IndexOf('{', query.LastIndexOf("RETURN", StringComparison.Ordinal));
        at = query.Contains("WITH m, {", StringComparison.Ordinal)
            ? query.IndexOf('{', StringComparison.Ordinal)
            : at;
        string name = query.Substring(at + 1, 1);
        string before = query[..at];
        string after = query[(at + 3)..];
        return ($"{before}count({name}){after}", $"{before}size(collect({name})){after}");
    }
}
