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
    [InlineData("RETURN graph.names(), graph.propertiesByName('NEO4J')", "['neo4j'], {}")]
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

    [Fact]
    public async Task Connections_are_listed_and_ended_by_their_names()
    {
        await using var home = new EngineHome();
        var ended = new List<string>();
        var connections = home.Engine.Connections;
        var first = Connection("bolt-1");
        var second = Connection("bolt-2");
        connections.Add(first);
        connections.Add(second);
        second.UserAgent = "test/1";

        Assert.Equal(
            [
                "'bolt-1', 'bolt', '', 'here:1', 'there:2'",
                "'bolt-2', 'bolt', 'test/1', 'here:1', 'there:2'",
            ],
            await home.RowsAsync(
                "CALL dbms.listConnections() YIELD connectionId AS id, connector, userAgent, serverAddress, clientAddress "
                    + "RETURN id, connector, userAgent, serverAddress, clientAddress ORDER BY id"
            )
        );
        Assert.Equal(
            ["'bolt-2', 'Connection found'", "'bolt-3', 'No connection found with this id'"],
            await home.RowsAsync(
                "CALL dbms.killConnections(['bolt-2', 'bolt-3']) YIELD connectionId, message RETURN connectionId, message"
            )
        );
        Assert.Equal(["bolt-2"], ended);
        connections.Remove(second);
        Assert.Equal(
            ["'bolt-2', 'n/a', 'No connection found with this id'"],
            await home.RowsAsync("CALL dbms.killConnection('bolt-2')")
        );
        Assert.Equal(
            ["'bolt-1'"],
            await home.RowsAsync("CALL dbms.listConnections() YIELD connectionId")
        );

        ClientConnection Connection(string id) =>
            new(id, "bolt", () => ended.Add(id))
            {
                ServerAddress = "here:1",
                ClientAddress = "there:2",
            };
    }
}
