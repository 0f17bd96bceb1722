using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>Imports with a file of schema commands, as a user types them.</summary>
public sealed class ImportSchemaTests : IDisposable
{
    private const string Line =
        "./quiver database import full town --nodes=Person=people.csv --relationships=KNOWS=knows.csv --schema='schema.cypher'";

    private readonly QuiverHome _home = new();

    public ImportSchemaTests()
    {
        _home.Write("people.csv", "id:ID,name\n1,Ada\n2,Bela\n3,Cleo\n");
        _home.Write("knows.csv", ":START_ID,:END_ID,since:int\n1,2,1990\n2,3,2001\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_server_shows_the_indexes_online_uses_them_and_keeps_the_constraints()
    {
        _home.Write(
            "schema.cypher",
            """
            // as printed by SHOW INDEXES
            CREATE CONSTRAINT person_name FOR (p:Person) REQUIRE p.name IS UNIQUE;
            CREATE RANGE INDEX since IF NOT EXISTS FOR ()-[k:KNOWS]-() ON (k.since);
            CREATE LOOKUP INDEX all_labels FOR (n) ON EACH labels(n);
            """
        );
        var import = (await _home.BashAsync(Line)).Expect(0);
        Assert.Contains("(4/4) Post processing: indexes and constraints COMPLETED", import.Output);
        Assert.Contains("schema.cypher:4:1: has no effect", import.Error);
        (await _home.RunAsync("database", "check", "town")).Expect(0);

        using var server = await RunningServer.StartAsync(_home);
        Assert.Equal(
            ["person_name,ONLINE", "since,ONLINE"],
            (await AskAsync(server, "SHOW RANGE INDEXES YIELD name, state ORDER BY name"))
                .Expect(0)
                .Lines[1..]
        );
        Assert.Equal(
            "2",
            (await AskAsync(server, "MATCH (p:Person {name: 'Bela'}) RETURN p.id")).Expect(0).Lines[
                ^1
            ]
        );
        var taken = await AskAsync(server, "CREATE (:Person {name: 'Ada'})");
        Assert.NotEqual(0, taken.ExitCode);
        Assert.Contains("already exists with label `Person`", taken.Error);
    }

    [Fact]
    public async Task What_is_wrong_in_the_file_is_told_at_once_with_its_place()
    {
        _home.Write("schema.cypher", "DROP INDEX a;\nCREATE INDEX FOR (n) ON (n.x);\n");
        (await _home.BashAsync(Line + " --threads=0")).ExpectFailure(
            64,
            "schema.cypher:1:1: ",
            "schema.cypher:2:20: Invalid input ')'",
            "--threads"
        );
    }

    [Fact]
    public async Task A_violation_names_both_rows_and_leaves_the_old_database()
    {
        _home.Write("schema.cypher", "");
        (await _home.BashAsync(Line)).Expect(0);
        string[] before = _home.Fingerprint("town");
        _home.Write("people.csv", "id:ID,name\n1,Ada\n2,Bela\n3,Ada\n");
        _home.Write(
            "schema.cypher",
            "CREATE CONSTRAINT person_name FOR (p:Person) REQUIRE p.name IS UNIQUE"
        );
        (await _home.BashAsync(Line + " --overwrite-destination")).ExpectFailure(
            70,
            "Constraint 'person_name' does not hold",
            "label `Person` and property `name` = 'Ada'",
            "people.csv:2 and ",
            "people.csv:4."
        );
        Assert.Equal(before, _home.Fingerprint("town"));
    }

    private static Task<CommandResult> AskAsync(RunningServer server, string query) =>
        server.ShellAsync("town", "csv", query);
}
