namespace Quiver.Engine.Tests.Sessions;

/// <summary>A SET whose values depend on what it changes: rows are taken together where that makes no difference, and one by one where it does.</summary>
public sealed class DependentChangeTests
{
    [Theory]
    // One row for each node.
    [InlineData("MATCH (c:C) SET c.n = c.n + 1", "2, 2", "3, 3")]
    // Several rows for one node see each other.
    [InlineData("UNWIND [1, 2, 3] AS i MATCH (c:C) SET c.n = c.n + i", "7, 2", "8, 3")]
    [InlineData("UNWIND [3, 1] AS i MATCH (c:C) WHERE c.n < 3 SET c.n = c.n * i", "3, 2", "6, 3")]
    // An item sees those before it.
    [InlineData("MATCH (c:C) SET c.n = c.m, c.m = c.n", "2, 2", "3, 3")]
    [InlineData("MATCH (c:C) SET c.m = c.n, c.n = c.n + 1", "2, 1", "3, 2")]
    // A row reads what another row writes.
    [InlineData("MATCH (c:C), (d:C) WHERE c <> d SET c.n = d.n", "2, 2", "2, 3")]
    [InlineData("MATCH (c:C), (d:C) WHERE c <> d SET c.n = c.n + 1, d.n = d.n + 1", "3, 2", "4, 3")]
    // Nulls and removals.
    [InlineData("MATCH (c:C) SET c.n = CASE WHEN c.n > 1 THEN c.n * 10 END", "null, 2", "20, 3")]
    [InlineData("OPTIONAL MATCH (c:C) SET c.n = coalesce(c.x, c.n) + 1", "2, 2", "3, 3")]
    // Nodes that the statement made itself.
    [InlineData(
        "MATCH (c:C) CREATE (:X) WITH c SET c.n = c.n + 1 WITH c SET c.n = c.n + 1",
        "3, 2",
        "4, 3"
    )]
    public async Task Values_are_those_that_taking_row_by_row_gives(
        string query,
        string first,
        string second
    )
    {
        await using var home = new EngineHome();
        await home.RowsAsync("CREATE (:C {id: 1, n: 1, m: 2}), (:C {id: 2, n: 2, m: 3})");
        await home.RowsAsync(query);

        Assert.Equal(
            [first, second],
            await home.RowsAsync("MATCH (c:C) RETURN c.n, c.m ORDER BY c.id")
        );
    }

    [Fact]
    public async Task Changes_of_many_rows_add_up()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("UNWIND range(1, 5000) AS i CREATE (:C {id: i, n: i})");
        await home.RowsAsync("MATCH (c:C) SET c.n = c.n + 1, c.k = c.id");
        await home.RowsAsync(
            "UNWIND range(1, 5000) AS i MATCH (c:C {id: i % 50 + 1}) SET c.n = c.n + 1"
        );

        Assert.Equal(
            [$"{5000L * 5001 / 2 + 5000 + 5000}, {5000L * 5001 / 2}"],
            await home.RowsAsync("MATCH (c:C) RETURN sum(c.n), sum(c.k)")
        );
    }
}
