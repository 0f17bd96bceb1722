namespace Quiver.Engine.Tests.Plans;

/// <summary>Groups by a property that a constraint keeps unique are the groups that there would be without the constraint.</summary>
public sealed class UniqueGroupingTests
{
    // 3,000 nodes of which 2,400 have the property, so that there are several batches and nodes without a key in each.
    private const string Create =
        "UNWIND range(1, 3000) AS i CREATE (n:Item {v: i % 7}) SET n.id = CASE WHEN i % 5 = 0 THEN null ELSE i END";

    private static readonly string[] s_queries =
    [
        "MATCH (n:Item) RETURN n.id AS id, count(*) AS c ORDER BY c DESC, id LIMIT 15",
        "MATCH (n:Item) RETURN n.id AS id, count(*) AS c, sum(n.v) AS s, collect(n.v)[0..3] AS l ORDER BY id",
        "MATCH (n:Item) WHERE n.v > 2 RETURN n.id AS id, max(n.v) AS m, count(DISTINCT n) AS d ORDER BY m DESC, id LIMIT 20",
        "MATCH (n:Item) WITH n, n.v AS v RETURN sum(v) AS s, n.id AS id ORDER BY s, id",
        "MATCH (n:Item) WHERE n.v = 99 RETURN n.id AS id, count(*) AS c",
        "UNWIND [1, 2] AS x CALL (x) { MATCH (n:Item) WHERE n.v = x RETURN n.id AS id, count(*) AS c } RETURN x, id, c ORDER BY x, id",
    ];

    [Fact]
    public async Task A_constraint_changes_no_answer()
    {
        await using var home = new EngineHome();
        await home.RowsAsync(Create);
        var without = new List<List<string>>();
        foreach (string query in s_queries)
        {
            without.Add(await home.RowsAsync(query));
        }
        await home.RowsAsync("CREATE CONSTRAINT FOR (n:Item) REQUIRE n.id IS UNIQUE");
        await home.RowsAsync("CALL db.awaitIndexes(60)");
        for (int i = 0; i < s_queries.Length; i++)
        {
            Assert.Equal(without[i], await home.RowsAsync(s_queries[i]));
        }
        Assert.Equal("null, 600", without[0][0]);
    }

    /// <summary>A constraint keeps apart what is equal, and NaN equals nothing; grouping puts NaN to NaN.</summary>
    [Fact]
    public async Task Nodes_whose_key_is_not_a_number_are_one_group()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE CONSTRAINT FOR (n:Item) REQUIRE n.id IS UNIQUE");
        await home.RowsAsync(
            "CREATE (:Item {id: NaN}), (:Item {id: 1.5}), (:Item {id: 0.0 / 0.0}), (:Item)"
        );
        Assert.Equal(
            ["1.5, 1", "NaN, 2", "null, 1"],
            await home.RowsAsync("MATCH (n:Item) RETURN n.id AS id, count(*) AS c ORDER BY id")
        );
    }
}
