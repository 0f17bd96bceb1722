using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>Incremental imports as the manual types them, with changes of the schema, and the way back to what was there before.</summary>
public sealed class IncrementalSnapshotTests : IDisposable
{
    private const string Count = "MATCH (n:N1) RETURN 'found ' + count(n);";

    private readonly QuiverHome _home = new();

    public IncrementalSnapshotTests()
    {
        _home.Write("schema.cypher", "CREATE CONSTRAINT n1 FOR (n:N1) REQUIRE n.uuid IS UNIQUE;");
        _home.Write(
            "changes.cypher",
            "DROP CONSTRAINT n1; CREATE CONSTRAINT names FOR (n:N1) REQUIRE n.name IS NOT NULL; CREATE INDEX n1name FOR (n:N1) ON (n.name);"
        );
        _home.Write("a.csv", "uuid:ID(N1){label:N1},name\na,Ada\nb,Bela\n");
        _home.Write("b.csv", "uuid:ID(N1){label:N1},name\nc,Cyd\nd,\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task The_examples_of_the_manual_are_typed_into_a_shell()
    {
        await ImportBaseAsync();
        var result = await _home.BashAsync(
            """
            set -e
            mkdir -p neo4j/home/bin raw-data/incremental-import && ln -s "$PWD/quiver" neo4j/home/bin/neo4j-admin
            printf 'uuid:ID(N1){label:N1},name\nc,Cyd\n' >raw-data/incremental-import/b.csv
            printf 'uuid:ID(N1){label:N1},name\nd,Dan\n' >raw-data/incremental-import/c.csv
            cd neo4j/home
            bin/neo4j-admin database import incremental --stage=all --nodes=N1=../../raw-data/incremental-import/b.csv db1
            bin/neo4j-admin database import incremental --stage=prepare --nodes=N1=../../raw-data/incremental-import/c.csv db1
            bin/neo4j-admin database import incremental --stage=build --nodes=N1=../../raw-data/incremental-import/c.csv db1
            bin/neo4j-admin database import incremental --stage=merge db1
            bin/neo4j-admin database check db1
            """
        );
        Assert.Contains(": 4 nodes, ", result.Expect(0).Output);
        string[] runs = Directory.GetDirectories(
            Path.Join(_home.Data, "logs"),
            "db1-admin-import-*"
        );
        Assert.All(runs, run => Assert.True(File.Exists(Path.Join(run, "import.log"))));
        Assert.Contains(
            runs,
            run => File.ReadAllText(Path.Join(run, "import.log")).Contains("Merging what was built")
        );
    }

    [Fact]
    public async Task The_examples_of_the_manual_are_typed_beside_a_server_with_its_statements()
    {
        await ImportBaseAsync();
        using var server = await RunningServer.StartAsync(_home);
        var result = await _home.BashAsync(
            $$"""
            set -e
            cypher() { ./quiver shell -a {{server.Bolt}} -u {{RunningServer.User}} -p {{RunningServer.Password}} -d "$1" "$2"; }
            import() { (cd neo4j/home && bin/neo4j-admin database import incremental "$@"); }
            mkdir -p neo4j/home/bin raw-data/incremental-import && ln -s "$PWD/quiver" neo4j/home/bin/neo4j-admin
            printf 'uuid:ID(N1){label:N1},name\nc,Cyd\n' >raw-data/incremental-import/b.csv
            printf 'uuid:ID(N1){label:N1},name\nd,Dan\n' >raw-data/incremental-import/c.csv
            cypher db1 "SHOW CONSTRAINTS YIELD name, type RETURN name + ' ' + type"

            cypher system "STOP DATABASE db1 WAIT"
            import --stage=all --nodes=N1=../../raw-data/incremental-import/b.csv --force db1
            cypher system "START DATABASE db1 WAIT"
            cypher db1 "MATCH (n) RETURN 'single ' + count(n) AS found"

            cypher system "STOP DATABASE db1 WAIT"
            import --stage=prepare --nodes=N1=../../raw-data/incremental-import/c.csv --force db1
            cypher system "ALTER DATABASE db1 SET ACCESS READ ONLY"
            cypher system "START DATABASE db1 WAIT"
            import --stage=build --nodes=N1=../../raw-data/incremental-import/c.csv db1
            rm raw-data/incremental-import/c.csv
            cypher system "STOP DATABASE db1 WAIT"
            import --stage=merge db1
            cypher system "START DATABASE db1 WAIT"
            cypher system "ALTER DATABASE db1 SET ACCESS READ WRITE"
            cypher db1 "CREATE (:N1 {uuid: 'e'})"
            cypher db1 "MATCH (n) RETURN 'stages ' + count(n) AS found"
            """
        );
        string output = result.Expect(0).Output;
        Assert.Contains("single 3", output);
        Assert.Contains("stages 5", output);
        (await server.StopAsync()).Expect(0);
        Assert.Contains(": 5 nodes, ", (await RunAsync("database check db1")).Output);
    }

    [Fact]
    public async Task A_database_returns_to_a_snapshot_without_a_server()
    {
        await ImportBaseAsync();
        await MergeWithSnapshotAsync();
        Assert.Contains("before_b", (await RunAsync("database info db1")).Output);
        Assert.Contains("Snapshot 'before_b'", (await RunAsync("database check db1")).Output);
        Assert.Contains(
            "2 nodes, 0 relationships",
            (await RunAsync("database snapshot list db1")).Output
        );
        (await _home.RunAsync("database", "snapshot", "restore", "db1", "before_b")).ExpectFailure(
            64,
            "with 3 nodes and 0 relationships, the snapshot 'before_b' at commit",
            "gives up the 1 commit since. --overwrite-destination does it; nothing was changed."
        );
        Assert.Contains(": 3 nodes, ", (await RunAsync("database check db1")).Output);
        await RunAsync("database snapshot restore db1 before_b --overwrite-destination");
        Assert.Contains(": 2 nodes, ", (await RunAsync("database check db1")).Output);
        (await _home.RunAsync("database", "snapshot", "restore", "db1", "before_b")).ExpectFailure(
            64,
            "gives up all that it is now"
        );
        (
            await _home.RunAsync([
                .. "database import incremental --nodes=N1=b.csv --keep-previous=before_b db1".Split(
                    ' '
                ),
            ])
        ).ExpectFailure(64, "'db1' has a snapshot 'before_b' already");
        await RunAsync("database snapshot delete db1 before_b");
        Assert.Contains("no snapshots", (await RunAsync("database snapshot list db1")).Output);
        Assert.Contains(": 2 nodes, ", (await RunAsync("database check db1")).Output);
        (await _home.RunAsync("database", "snapshot", "restore", "db1", "before_b")).ExpectFailure(
            70,
            "has no snapshot 'before_b'"
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_served_database_returns_to_a_snapshot_and_is_backed_up_with_the_increment(
        bool isStopped
    )
    {
        await ImportBaseAsync();
        using var server = await RunningServer.StartAsync(_home);
        await MergeWithSnapshotAsync();
        Assert.Contains("found 3", await AskAsync(server, Count));
        string schema = await AskAsync(
            server,
            "SHOW INDEXES YIELD name, state WHERE name = 'n1name' RETURN name + ' ' + state; SHOW CONSTRAINTS YIELD name RETURN 'rule ' + name;"
        );
        Assert.Contains("n1name ONLINE", schema);
        Assert.Contains("rule names", schema);
        Assert.DoesNotContain("rule n1", schema);
        string backup = Path.Join(_home.Folder, "db1.qbackup");
        await RunAsync($"database backup --to-path={backup} db1");
        if (isStopped)
        {
            (await server.ShellAsync("system", "plain", "STOP DATABASE db1 WAIT;")).Expect(0);
        }
        await RunAsync("database snapshot restore --overwrite-destination db1 before_b");
        if (isStopped)
        {
            (await server.ShellAsync("system", "plain", "START DATABASE db1 WAIT;")).Expect(0);
        }
        Assert.Contains("found 2", await AskAsync(server, Count));
        Assert.Contains(
            "rule n1",
            await AskAsync(server, "SHOW CONSTRAINTS YIELD name RETURN 'rule ' + name;")
        );
        await RunAsync($"database restore --from-path={backup} --from-database=db1 db2");
        (await server.StopAsync()).Expect(0);
        Assert.Contains(": 3 nodes, ", (await RunAsync("database check db2")).Output);
        Assert.Contains(": 2 nodes, ", (await RunAsync("database check db1")).Output);
    }

    private async Task MergeWithSnapshotAsync()
    {
        var merged = await RunAsync(
            "database import incremental --nodes=N1=b.csv --schema=changes.cypher --keep-previous=before_b --skip-duplicate-nodes db1"
        );
        Assert.Contains("kept as the snapshot 'before_b'", merged.Output);
        Assert.Contains("1 constraint violation", merged.Output);
        string report = File.ReadAllText(Path.Join(_home.Folder, "import.report"));
        Assert.Matches(@"must have `name`.*b\.csv"",""line"":3", report);
    }

    private static async Task<string> AskAsync(RunningServer server, string statement) =>
        (await server.ShellAsync("db1", "plain", statement)).Expect(0).Output;

    private async Task<CommandResult> RunAsync(string line) =>
        (await _home.RunAsync(line.Split(' '))).Expect(0);

    private async Task ImportBaseAsync() =>
        await RunAsync("database import full db1 --nodes=N1=a.csv --schema=schema.cypher");
}
