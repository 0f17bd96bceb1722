namespace Quiver.Engine.Tests.Plans;

/// <summary>Groups by properties of nodes that come again and again are the groups that computed values make, for which nothing is remembered.</summary>
public sealed class EntityGroupingTests
{
    private const string Create =
        "UNWIND range(1, 3000) AS i CREATE (n:Item {v: i % 7, w: toString(i % 3)}) SET n.id = CASE WHEN i % 5 = 0 THEN null ELSE i % 1000 END";

    [Theory]
    [InlineData("n.v", "n.v + 0", "true")]
    [InlineData("n.id", "n.id + 0", "true")]
    [InlineData("n.w", "n.w + ''", "n.v > 2")]
    [InlineData("[n.v, n.id, n.w]", "[n.v, n.id, n.w] + []", "n.v <> 3")]
    [InlineData("n.none", "n.none + 0", "true")]
    public async Task Remembered_entities_have_the_groups_of_their_keys(
        string key,
        string computed,
        string condition
    )
    {
        await using var home = new EngineHome();
        await home.RowsAsync(Create);
        string[] answers = new string[2];
        foreach (string k in (string[])[key, computed])
        {
            var rows = await home.RowsAsync(
                $"UNWIND range(1, 10) AS i MATCH (n:Item) WHERE {condition} RETURN {k} AS k, count(*) AS c, sum(i) AS s ORDER BY c, s, k"
            );
            answers[k == key ? 0 : 1] = string.Join('\n', rows);
        }
        Assert.Equal(answers[1], answers[0]);
        Assert.NotEmpty(answers[0]);
    }

    [Fact]
    public async Task Nodes_and_several_of_their_properties_are_keys_together()
    {
        await using var home = new EngineHome();
        await home.RowsAsync(Create);
        var together = await home.RowsAsync(
            "UNWIND range(1, 10) AS i MATCH (n:Item) RETURN n.v AS a, n.w AS b, count(*) AS c ORDER BY a, b"
        );
        var computed = await home.RowsAsync(
            "UNWIND range(1, 10) AS i MATCH (n:Item) RETURN n.v + 0 AS a, n.w + '' AS b, count(*) AS c ORDER BY a, b"
        );
        Assert.Equal(computed, together);
        var nodes = await home.RowsAsync(
            "UNWIND range(1, 10) AS i MATCH (n:Item) WITH n, sum(i) AS s RETURN count(n), sum(s), min(s), max(s)"
        );
        Assert.Equal(["3000, 165000, 55, 55"], nodes);
    }
}
