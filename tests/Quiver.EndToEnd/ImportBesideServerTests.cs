using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Quiver.EndToEnd.Drivers;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>Imports into a database that a server has open: the old one is served until the new one is complete.</summary>
public sealed class ImportBesideServerTests : IDisposable
{
    private const int ManyPeople = 300_000;

    private readonly QuiverHome _home = new();

    public ImportBesideServerTests()
    {
        _home.Write("people.csv", "id:ID,name,:LABEL\n1,Ada,Person\n2,Bela,Person\n");
        _home.Write("new.csv", "id:ID,name\n1,Zoe\n2,Yan\n3,Xi\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Clients_of_a_database_that_is_replaced_meet_no_error_and_then_the_new_one()
    {
        (await ImportAsync("people.csv")).Expect(0);
        using var server = await RunningServer.StartAsync(_home);
        var got = await JavaScriptDriver.RunAsync(
            server,
            "replaced",
            "town",
            new JsonObject
            {
                ["program"] = Repository.Quiver,
                ["arguments"] = new JsonArray(
                    "import",
                    "--database=town",
                    "--overwrite-destination",
                    "--nodes=new.csv"
                ),
                ["folder"] = _home.Folder,
                ["environment"] = new JsonObject { ["QUIVER_HOME"] = _home.Data },
            }
        );
        Assert.True(
            got.GetProperty("exitCode").GetInt32() == 0,
            got.GetProperty("output").GetString()
        );
        Assert.Empty(got.GetProperty("errors").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("2 Bela", got.GetProperty("before").GetString());
        Assert.Equal("2 Bela", got.GetProperty("during").GetString());
        Assert.Equal("3 Zoe", got.GetProperty("after").GetString());
        Assert.Equal(
            ["Ada", "Bela"],
            got.GetProperty("streamed").EnumerateArray().Select(name => name.GetString())
        );
        foreach (var loop in got.GetProperty("seen").EnumerateArray())
        {
            Assert.Equal(["2 Bela", "3 Zoe"], loop.EnumerateArray().Select(s => s.GetString()));
        }
        await AssertOnlyTheLiveStoreRemainsAsync();
        (await server.StopAsync()).Expect(0);
        Assert.Contains("3 nodes", (await CheckAsync()).Expect(0).Output);
    }

    [Fact]
    public async Task A_served_database_that_holds_something_is_replaced_only_when_asked()
    {
        (await ImportAsync("people.csv")).Expect(0);
        string[] before = _home.Fingerprint("town");
        using var server = await RunningServer.StartAsync(_home);
        Assert.Equal("2", await CountAsync(server));
        (await ImportAsync("new.csv")).ExpectFailure(70, "'town'", "--overwrite-destination");
        Assert.Equal("2", await CountAsync(server));
        (await server.StopAsync()).Expect(0);
        Assert.Equal(before.Where(IsStored), _home.Fingerprint("town").Where(IsStored));

        static bool IsStored(string file) => file.StartsWith("store", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_empty_default_database_needs_no_overwrite_switch_served_or_not()
    {
        using (var server = await RunningServer.StartAsync(_home))
        {
            Assert.Equal("0", await CountAsync(server, "neo4j"));
            (await _home.RunAsync("import", "--nodes=people.csv")).Expect(0);
            Assert.Equal("2", await CountAsync(server, "neo4j"));
            (await _home.RunAsync("import", "--nodes=new.csv")).ExpectFailure(70, "'neo4j'");
            (await server.StopAsync()).Expect(0);
        }
        Directory.Delete(Path.Join(_home.Data, "databases", "neo4j"), recursive: true);
        using (var server = await RunningServer.StartAsync(_home))
        {
            (await server.StopAsync()).Expect(0);
        }
        (await _home.RunAsync("import", "--nodes=people.csv")).Expect(0);
        (await _home.RunAsync("import", "--nodes=new.csv")).ExpectFailure(70, "'neo4j'");
    }

    [Fact]
    public async Task An_importer_that_is_killed_leaves_the_server_what_it_had()
    {
        (await ImportAsync("people.csv")).Expect(0);
        WriteManyPeople();
        using var server = await RunningServer.StartAsync(_home);
        Assert.Equal("2", await CountAsync(server));
        using (var import = await StopLongImportAsync())
        {
            import.SendKill();
            Assert.NotEqual(0, (await import.WaitAsync()).ExitCode);
        }
        Assert.Equal("2", await CountAsync(server));
        (await ImportAsync("new.csv", "--overwrite-destination")).Expect(0);
        Assert.Equal("3", await CountAsync(server));
        await AssertOnlyTheLiveStoreRemainsAsync();
    }

    [Fact]
    public async Task Of_two_imports_into_one_database_the_second_is_refused()
    {
        (await ImportAsync("people.csv")).Expect(0);
        WriteManyPeople();
        using var server = await RunningServer.StartAsync(_home);
        using var import = await StopLongImportAsync();
        (await ImportAsync("new.csv", "--overwrite-destination")).ExpectFailure(
            1,
            "Another import into database 'town'"
        );
        Assert.Equal("2", await CountAsync(server));
        import.SendContinue();
        (await import.WaitAsync()).Expect(0);
        Assert.Equal(Text(ManyPeople), await CountAsync(server));
    }

    [Fact]
    public async Task An_import_outlives_the_server_that_it_began_beside()
    {
        (await ImportAsync("people.csv")).Expect(0);
        WriteManyPeople();
        RunningProgram import;
        using (var server = await RunningServer.StartAsync(_home))
        {
            Assert.Equal("2", await CountAsync(server));
            import = await StopLongImportAsync();
            server.Program.SendKill();
            Assert.NotEqual(0, (await server.Program.WaitAsync()).ExitCode);
        }
        import.SendContinue();
        (await import.WaitAsync()).Expect(0);
        import.Dispose();
        Assert.Contains($"{ManyPeople} nodes", (await CheckAsync()).Expect(0).Output);
    }

    [Fact]
    public async Task A_server_that_starts_while_an_import_runs_serves_the_old_database_and_then_the_new()
    {
        (await ImportAsync("people.csv")).Expect(0);
        WriteManyPeople();
        using var import = await StopLongImportAsync();
        using var server = await RunningServer.StartAsync(_home);
        Assert.Equal("2", await CountAsync(server));
        import.SendContinue();
        (await import.WaitAsync()).Expect(0);
        Assert.Equal(Text(ManyPeople), await CountAsync(server));
    }

    private Task<RunningProgram> StopLongImportAsync() =>
        StoppedImport.StartAsync(
            _home,
            "town",
            phase: 1,
            [
                "import",
                "--database=town",
                "--overwrite-destination",
                "--threads=1",
                "--nodes=many.csv",
            ],
            async () => (await ImportAsync("people.csv", "--overwrite-destination")).Expect(0)
        );

    private Task<CommandResult> ImportAsync(string file, params string[] more) =>
        _home.RunAsync(["import", "--database=town", $"--nodes={file}", .. more]);

    private Task<CommandResult> CheckAsync() => _home.RunAsync("database", "check", "town");

    private static async Task<string> CountAsync(RunningServer server, string database = "town") =>
        (await server.ShellAsync(database, "csv", "MATCH (n) RETURN count(n) AS n"))
            .Expect(0)
            .Lines[^1];

    /// <summary>Nothing of the old generation remains once nobody reads it any more, and no run of an import.</summary>
    private async Task AssertOnlyTheLiveStoreRemainsAsync()
    {
        string folder = Path.Join(_home.Data, "databases", "town");
        await Eventually.HoldsAsync(() =>
            Directory.GetFiles(Path.Join(folder, "store")).Length == 1
        );
        Assert.Empty(Directory.GetFileSystemEntries(Path.Join(folder, "staging")));
    }

    /// <summary>Enough rows that an import can be stopped or killed on its way.</summary>
    private void WriteManyPeople()
    {
        var text = new StringBuilder("id:ID,name\n");
        for (int i = 0; i < ManyPeople; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},somebody with the number {i}\n");
        }
        _home.Write("many.csv", text.ToString());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
