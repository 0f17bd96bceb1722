using System.Globalization;
using Quiver.Engine.Sessions;
using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Management;

public sealed class ManagementProcedureTests
{
    [Fact]
    public async Task Metrics_of_an_open_database_follow_what_is_committed()
    {
        await using var home = new EngineHome();
        long before = await ValueAsync(home, "database.neo4j.ids_in_use.node");
        long commits = await ValueAsync(home, "database.neo4j.transaction.last_committed_tx_id");
        await home.RowsAsync("CREATE (:Counted), (:Counted)");
        Assert.Equal(before + 2, await ValueAsync(home, "database.neo4j.ids_in_use.node"));
        Assert.Equal(before + 2, await ValueAsync(home, "database.neo4j.neo4j.count.node"));
        Assert.Equal(
            commits + 1,
            await ValueAsync(home, "database.neo4j.transaction.last_committed_tx_id")
        );
        Assert.Equal(1, await ValueAsync(home, "database.neo4j.transaction.active"));
        Assert.Equal(0, await ValueAsync(home, "dbms.bolt.connections_running"));
    }

    [Fact]
    public async Task The_size_is_that_of_the_files()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("RETURN 1");
        long files = Directory
            .EnumerateFiles(
                Path.Combine(home.Path, "databases", "neo4j"),
                "*",
                SearchOption.AllDirectories
            )
            .Sum(static file => new FileInfo(file).Length);
        Assert.Equal(files, await ValueAsync(home, "database.neo4j.store.size.total"));
    }

    [Fact]
    public async Task A_database_that_nobody_asked_is_not_opened_for_its_metrics()
    {
        await using var home = new EngineHome();
        SampleDatabase.Create(home.Path, "other");
        const string Query =
            "CALL dbms.queryJmx('neo4j.metrics:name=neo4j.database.other.*') YIELD name RETURN name";
        Assert.Empty(await home.RowsAsync(Query));
        await home.RowsAsync("USE other RETURN 1");
        Assert.NotEmpty(await home.RowsAsync(Query));
    }

    [Fact]
    public async Task There_is_no_Java_to_ask()
    {
        await using var home = new EngineHome();
        Assert.Empty(await home.RowsAsync("CALL dbms.queryJmx('java.lang:*')"));
    }

    [Fact]
    public async Task A_text_that_is_no_name_is_refused()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        var error = await Assert.ThrowsAsync<CypherException>(async () =>
        {
            await using var cursor = await session.RunAsync(
                new RunRequest { Query = "CALL dbms.queryJmx('kernel')" }
            );
            await EngineHome.RowsAsync(cursor);
        });
        Assert.Equal("Neo.ClientError.Procedure.ProcedureCallFailed", error.Status.Code);
        Assert.Contains("'kernel' is no name of beans", error.Message, StringComparison.Ordinal);
    }

    private static async Task<long> ValueAsync(EngineHome home, string metric)
    {
        var rows = await home.RowsAsync(
            $"CALL dbms.queryJmx('neo4j.metrics:name=neo4j.{metric}') YIELD attributes RETURN attributes.Value.value"
        );
        return long.Parse(Assert.Single(rows), CultureInfo.InvariantCulture);
    }
}
