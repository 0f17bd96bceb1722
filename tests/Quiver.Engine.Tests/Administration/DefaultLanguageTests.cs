namespace Quiver.Engine.Tests.Administration;

public sealed class DefaultLanguageTests
{
    private const string Languages =
        "SHOW DATABASES YIELD name, defaultLanguage RETURN name, defaultLanguage";

    // Cypher 5 wants a WITH between the two.
    private const string ReadAfterWrite =
        "CREATE (:Made) MATCH (m:Made) RETURN count(m) > 0 AS made";

    [Fact]
    public async Task A_database_may_have_queries_without_a_version_be_Cypher_25()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        await client.RunAsync("CREATE DATABASE five");
        await client.RunAsync("CREATE DATABASE newer SET DEFAULT LANGUAGE CYPHER 25");
        Assert.Equal(
            [
                "'five', 'CYPHER 5'",
                "'neo4j', 'CYPHER 5'",
                "'newer', 'CYPHER 25'",
                "'system', 'CYPHER 5'",
            ],
            await client.RunAsync(Languages)
        );
        client.Database = "newer";
        Assert.Equal(["true"], await client.RunAsync(ReadAfterWrite));
        Assert.Contains(
            "WITH is required",
            await client.ErrorAsync($"CYPHER 5 {ReadAfterWrite}"),
            StringComparison.Ordinal
        );
        client.Database = "five";
        Assert.Contains(
            "WITH is required",
            await client.ErrorAsync(ReadAfterWrite),
            StringComparison.Ordinal
        );
        Assert.Equal(["true"], await client.RunAsync($"CYPHER 25 {ReadAfterWrite}"));
    }

    [Fact]
    public async Task The_language_can_be_altered_and_outlives_a_start()
    {
        await using var home = new EngineHome();
        var client = new SystemClient(home.Engine);
        Assert.Contains(
            "WITH is required",
            await client.ErrorAsync(ReadAfterWrite),
            StringComparison.Ordinal
        );
        await client.RunAsync("ALTER DATABASE neo4j SET DEFAULT LANGUAGE CYPHER 25");
        Assert.Equal(1, client.Summary.Counters.SystemUpdates);
        Assert.Equal(["true"], await client.RunAsync(ReadAfterWrite));
        await client.RunAsync("ALTER DATABASE neo4j SET DEFAULT LANGUAGE CYPHER 25");
        Assert.Equal(0, client.Summary.Counters.SystemUpdates);

        await using var again = home.Reopen();

        client = new SystemClient(again);
        Assert.Equal(
            ["'neo4j', 'CYPHER 25'", "'system', 'CYPHER 5'"],
            await client.RunAsync(Languages)
        );
        await client.RunAsync(
            "ALTER DATABASE neo4j SET DEFAULT LANGUAGE CYPHER 5 SET ACCESS READ ONLY"
        );
        Assert.Contains(
            "WITH is required",
            await client.ErrorAsync(ReadAfterWrite),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "read-only",
            await client.ErrorAsync("CREATE (:Made)"),
            StringComparison.Ordinal
        );
    }
}
