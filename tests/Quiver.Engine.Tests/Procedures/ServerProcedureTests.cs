using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Procedures;

/// <summary>The procedures that ask the engine, as drivers and tools call them.</summary>
public sealed class ServerProcedureTests
{
    [Theory]
    [InlineData(
        "CALL dbms.components() YIELD name, versions, edition UNWIND versions AS v RETURN name, v, edition",
        "'Neo4j Kernel', '5.26.0', 'community'"
    )]
    [InlineData("CALL db.labels()", "'Person'")]
    [InlineData("CALL db.info() YIELD name RETURN name", "'neo4j'")]
    [InlineData(
        "CALL dbms.clientConfig() YIELD name, value WHERE name = 'dbms.default_database' RETURN value",
        "'neo4j'"
    )]
    [InlineData(
        "CALL dbms.listConfig('telemetry') YIELD name RETURN name",
        "'client.allow_telemetry'"
    )]
    [InlineData("CALL tx.getMetaData()", "{app: 'test'}")]
    [InlineData(
        "CALL tx.setMetaData({step: 2}) CALL tx.getMetaData() YIELD metadata RETURN metadata",
        "{step: 2}"
    )]
    [InlineData(
        "CREATE (n:Named)-[r:R]->() RETURN db.nameFromElementId(elementId(n)) + db.nameFromElementId(elementId(r))",
        "'neo4jneo4j'"
    )]
    [InlineData("CALL db.checkpoint()", "true, 'Checkpoint completed.'")]
    [InlineData(
        "CALL dbms.routing.getRoutingTable({address: 'there:1'}) YIELD ttl, servers RETURN ttl, [s IN servers | s.role + s.addresses[0]] AS s",
        "300, ['WRITEthere:1', 'READthere:1', 'ROUTEthere:1']"
    )]
    [InlineData("CALL dbms.routing.getRoutingTable({}, 'NEO4J') YIELD ttl RETURN ttl", "300")]
    public async Task Tools_get_what_they_ask_for(string query, string first)
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        var request = new RunRequest
        {
            Query = query,
            Metadata = new MapValue([new("app", Value.String("test"))]),
        };
        await using var cursor = await session.RunAsync(request);
        Assert.Equal(first, (await EngineHome.RowsAsync(cursor))[0]);
    }

    [Fact]
    public async Task A_missing_procedure_has_the_code_that_tools_branch_on()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        var error = await Assert.ThrowsAsync<CypherException>(async () =>
            await session.RunAsync(new RunRequest { Query = "CALL apoc.help('x')" })
        );
        Assert.Equal("Neo.ClientError.Procedure.ProcedureNotFound", error.Status.Code);
        Assert.Contains(
            "There is no procedure with the name `apoc.help` registered for this database instance.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Clearing_the_caches_says_how_many_plans_they_held()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        await using var first = await session.RunAsync(new RunRequest { Query = "RETURN 1 AS a" });
        await EngineHome.RowsAsync(first);
        await using var cursor = await session.RunAsync(
            new RunRequest { Query = "CALL db.clearQueryCaches()" }
        );
        Assert.Equal(
            ["'Query caches successfully cleared of 2 queries.'"],
            await EngineHome.RowsAsync(cursor)
        );
    }

    [Fact]
    public async Task What_is_known_of_indexes_needs_no_resampling()
    {
        await using var home = new EngineHome();

        Assert.Empty(await home.RowsAsync("CALL db.resampleOutdatedIndexes()"));
        Assert.Empty(await home.RowsAsync("CALL db.prepareForReplanning(60)"));
        await Assert.ThrowsAsync<CypherException>(() =>
            home.RowsAsync("CALL db.resampleIndex('nope')")
        );
    }
}
