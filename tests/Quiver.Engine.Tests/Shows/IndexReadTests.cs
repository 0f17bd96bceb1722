namespace Quiver.Engine.Tests.Shows;

/// <summary>SHOW INDEXES says how often an index was searched, and when last.</summary>
public sealed class IndexReadTests
{
    private const string Reads =
        "SHOW INDEXES YIELD name, readCount, lastRead, trackedSince WHERE name IN ['p', 'words'] "
        + "RETURN name, readCount, toString(lastRead), toString(trackedSince) ORDER BY name";

    [Fact]
    public async Task Each_statement_that_searches_an_index_is_counted_once()
    {
        var clock = new ManualClock();
        await using var home = new EngineHome(options => options with { Clock = clock });
        await home.RowsAsync("CREATE INDEX p FOR (n:P) ON (n.x)");
        await home.RowsAsync("CREATE FULLTEXT INDEX words FOR (n:P) ON EACH [n.t]");
        await home.RowsAsync("CALL db.awaitIndexes()");
        await home.RowsAsync("UNWIND range(1, 500) AS x CREATE (:P {x: x, t: 'one'})");
        Assert.Equal(
            ["'p', 0, null, '1970-01-01T00:00:00Z'", "'words', 0, null, '1970-01-01T00:00:00Z'"],
            await home.RowsAsync(Reads)
        );

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["'3'"], await home.RowsAsync("MATCH (n:P {x: 3}) RETURN toString(n.x)"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(
            ["2"],
            await home.RowsAsync("UNWIND [3, 4] AS x MATCH (n:P {x: x}) RETURN count(n)")
        );
        await home.RowsAsync("MATCH (n) RETURN count(n)");
        await home.RowsAsync("CALL db.index.fulltext.queryNodes('words', 'one', {limit: 1})");

        Assert.Equal(
            [
                "'p', 2, '1970-01-01T00:02:00Z', '1970-01-01T00:00:00Z'",
                "'words', 1, '1970-01-01T00:02:00Z', '1970-01-01T00:00:00Z'",
            ],
            await home.RowsAsync(Reads)
        );
        Assert.Equal(
            ["null, null, null"],
            await home.RowsAsync(
                "SHOW LOOKUP INDEXES YIELD lastRead, readCount, trackedSince RETURN DISTINCT lastRead, readCount, trackedSince"
            )
        );
    }
}
