using System.Diagnostics;
using System.Globalization;
using System.Text;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>Incremental imports as users type them: beside a server and without one, in one command and in stages, and killed.</summary>
public sealed class IncrementalImportTests : IDisposable
{
    private const string Unique = "CREATE CONSTRAINT n1 FOR (n:N1) REQUIRE n.uuid IS UNIQUE;\n";

    private const string Prepare = "prepare";
    private const string Build = "build";
    private const string Merge = "merge";
    private const string Together = "all";

    private static readonly string[] Stages = [Prepare, Build, Merge];
    private static readonly string[] Kills = [.. Stages, Together];

    private readonly QuiverHome _home = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public IncrementalImportTests()
    {
        _home.Write("schema.cypher", Unique);
        _home.Write("a.csv", "uuid:ID(N1){label:N1},name\na,Ada\nb,Bela\n");
        _home.Write("b.csv", "uuid:ID(N1){label:N1},name\nc,Cyd\nd,Dan\n");
        _home.Write("joins.csv", ":START_ID(N1),:END_ID(N1)\nc,a\nd,c\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task The_three_stages_and_the_single_command_are_typed_as_for_Neo4j()
    {
        await ImportBaseAsync();
        await RunAsync(0, "--stage=prepare --nodes=N1=b.csv db1");
        Assert.Contains("to be done", (await StatusAsync()).Output);
        string built = (await RunAsync(0, "--stage=build --nodes=N1=b.csv db1")).Output;
        Assert.Contains("(1/3) Node import", built);
        Assert.Contains("(2/3) Relationship import", built);
        File.Delete(Path.Join(_home.Folder, "b.csv"));
        Assert.Contains("2 created", (await StatusAsync()).Output);
        Assert.Contains("(3/3) Merge", (await RunAsync(0, "--stage=merge --force db1")).Output);
        Assert.Contains("4 nodes", await CheckAsync());
        _home.Write("b.csv", "uuid:ID(N1){label:N1},name\ne,Eve\n");
        await RunAsync(0, "--force --stage=all --nodes=N1=b.csv db1");
        Assert.Contains("5 nodes", await CheckAsync());
        await RunAsync(64, "--stage=3 db1", "--stage=prepare");
        await RunAsync(70, "--stage=all --nodes=N1=b.csv nowhere", "'nowhere' does not exist");
    }

    [Theory]
    [InlineData("")]
    [InlineData("ALTER DATABASE db1 SET ACCESS READ ONLY;")]
    [InlineData("STOP DATABASE db1 WAIT;")]
    public async Task A_served_database_gets_the_increment_whatever_state_it_is_in(string command)
    {
        await ImportBaseAsync();
        using var server = await RunningServer.StartAsync(_home);
        if (command.Length > 0)
        {
            (await server.ShellAsync("system", "plain", command)).Expect(0);
        }
        string before = await StateAsync(server);
        await RunAsync(0, "--nodes=N1=b.csv --relationships=KNOWS=joins.csv db1");
        Assert.Equal(before, await StateAsync(server));
        if (command.StartsWith("STOP", StringComparison.Ordinal))
        {
            (await server.ShellAsync("system", "plain", "START DATABASE db1 WAIT;")).Expect(0);
        }
        string found = (
            await server.ShellAsync(
                "db1",
                "plain",
                "MATCH (n:N1)-[:KNOWS]->(m:N1 {uuid: 'a'}) RETURN n.name + ' ' + COUNT { (:N1) };"
            )
        )
            .Expect(0)
            .Output;
        Assert.Contains("Cyd 4", found);
        (await server.StopAsync()).Expect(0);
        Assert.Contains("4 nodes, 2 relationships", await CheckAsync());
    }

    /// <summary>Whether a database runs, and what may be done with it.</summary>
    private static async Task<string> StateAsync(RunningServer server) =>
        (
            await server.ShellAsync(
                "system",
                "plain",
                "SHOW DATABASE db1 YIELD currentStatus, access RETURN 'state ' + currentStatus + ' ' + access;"
            )
        )
            .Expect(0)
            .Output;

    [Fact]
    public async Task What_is_written_between_build_and_merge_stays_and_keys_are_given_once()
    {
        await ImportBaseAsync();
        using var server = await RunningServer.StartAsync(_home);
        string line =
            "--nodes=N1=b.csv --relationships=KNOWS=joins.csv --skip-duplicate-nodes --skip-bad-relationships db1";
        await RunAsync(0, "--stage=prepare " + line);
        await RunAsync(0, "--stage=build " + line);
        (
            await server.ShellAsync(
                "db1",
                "plain",
                "CREATE (:N1 {uuid: 'c', name: 'Other'}), (:Fresh {uuid: 'x'}); MATCH (n:N1 {uuid: 'a'}) DELETE n;"
            )
        ).Expect(0);
        var merged = await RunAsync(0, "--stage=merge db1");
        Assert.Contains("1 duplicate node", merged.Output);
        string report = File.ReadAllText(Path.Join(_home.Folder, "import.report"));
        Assert.Matches(@"DuplicateNode.*created since.*b\.csv"",""line"":2", report);
        Assert.Matches(@"BadRelationship.*deleted since.*joins\.csv"",""line"":2", report);
        string found = (
            await server.ShellAsync(
                "db1",
                "plain",
                "MATCH (n:N1) WITH n.uuid AS uuid, n.name AS name ORDER BY uuid RETURN reduce(t = '', x IN collect(uuid + ' ' + name) | t + x + ', ') + COUNT { (:N1 {uuid: 'd'})-->({uuid: 'c'}) };"
            )
        )
            .Expect(0)
            .Output;
        Assert.Contains("b Bela, c Other, d Dan, 1", found);
        (await server.StopAsync()).Expect(0);
        Assert.Contains("4 nodes, 1 relationships", await CheckAsync());
    }

    [Fact]
    public async Task What_a_server_merges_for_a_killed_command_is_left_alone_and_not_added_again()
    {
        const string Line = "--stage=all --nodes=N1=b.csv --relationships=KNOWS=joins.csv db1";
        await ImportBaseAsync();
        using var server = await RunningServer.StartAsync(_home);
        using var http = NewClient();
        // While a transaction is open that has written, the merge waits.
        var open = await PostAsync(http, $"{server.Http}/db/db1/tx", "CREATE (:Other)");
        using (var import = Start(Line))
        {
            await MergesAsync(server);
            import.SendKill();
            await import.WaitAsync();
        }
        await RunAsync(1, Line, "being merged into 'db1' right now");
        await PostAsync(http, $"{open.Headers.Location}/commit", "RETURN 1");
        await Eventually.HoldsAsync(async () =>
            (await StatusAsync()).Output.Contains("merge    done", StringComparison.Ordinal)
        );
        CommandResult again = null!;
        await Eventually.HoldsAsync(async () =>
        {
            again = await _home.RunAsync(["database", "import", "incremental", .. Line.Split(' ')]);
            return again.ExitCode != 1;
        });
        Assert.Contains("2 nodes created", again.Expect(0).Output);
        Assert.Contains("No incremental import", (await StatusAsync()).Output);
        (await server.StopAsync()).Expect(0);
        Assert.Contains("5 nodes, 2 relationships", await CheckAsync());
    }

    [Fact]
    public async Task A_server_that_is_stopped_gives_up_a_merge_that_waits_and_says_so()
    {
        const string Line = "--stage=all --nodes=N1=b.csv --relationships=KNOWS=joins.csv db1";
        await ImportBaseAsync();
        using var server = await RunningServer.StartAsync(_home);
        using var http = NewClient();
        await PostAsync(http, $"{server.Http}/db/db1/tx", "CREATE (:Other)");
        using (var import = Start(Line))
        {
            await MergesAsync(server);
            (await server.StopAsync()).Expect(0);
            var given = await import.WaitAsync();
            Assert.Equal(74, given.ExitCode);
            Assert.Contains("The server was stopped before this was done", given.Error);
        }
        await RunAsync(0, Line, "2 nodes created");
        Assert.Contains("4 nodes, 2 relationships", await CheckAsync());
    }

    private static HttpClient NewClient()
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new(
            "Basic",
            Convert.ToBase64String(
                Encoding.UTF8.GetBytes($"{RunningServer.User}:{RunningServer.Password}")
            )
        );
        return http;
    }

    /// <summary>Waits until a server merges.</summary>
    private Task MergesAsync(RunningServer server)
    {
        string id = server.Program.Id.ToString(CultureInfo.InvariantCulture);
        return Eventually.HoldsAsync(async () => await LockHolderAsync() == id);
    }

    /// <summary>The process that merges, or did so last: the first line of the lock's file, behind which stands what it does. Read by a program that takes no lock of its own meanwhile.</summary>
    private async Task<string> LockHolderAsync()
    {
        using var cat = RunningProgram.Start(
            "cat",
            [Path.Join(_home.Data, "databases", "db1", "MERGE")],
            _home.Folder,
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        return (await cat.WaitAsync()).Output.Split('\n')[0].Trim();
    }

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient http,
        string address,
        string statement
    )
    {
        using var body = new StringContent(
            $"{{\"statements\":[{{\"statement\":\"{statement}\"}}]}}",
            Encoding.UTF8,
            "application/json"
        );
        var answer = await http.PostAsync(new Uri(address), body, Stop);
        answer.EnsureSuccessStatusCode();
        Assert.Contains("\"errors\":[]", await answer.Content.ReadAsStringAsync(Stop));
        return answer;
    }

    [Fact]
    public async Task An_import_that_is_killed_in_any_stage_changes_nothing_or_all_and_is_run_again()
    {
        const int Rows = 20_000;
        await ImportBaseAsync();
        var random = new Random(5);
        var durations = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        int count = 2;
        // The first round is not killed: it tells how long each stage takes.
        for (int round = 0; round <= Kills.Length * Nightly.Times(2, 13); round++)
        {
            string? killed = round == 0 ? null : Kills[round % Kills.Length];
            WriteMany(round, Rows);
            foreach (string stage in killed == Together ? [Together] : Stages)
            {
                var begun = Stopwatch.StartNew();
                using (var import = Start(LineOf(stage)))
                {
                    if (stage == killed)
                    {
                        // Any moment from its start to a little after its end.
                        await Task.Delay(1.1 * random.NextDouble() * durations[stage], Stop);
                        import.SendKillIfRunning();
                        await import.WaitAsync();
                        await GoOnAsync(stage, count, count + Rows);
                    }
                    else
                    {
                        (await import.WaitAsync()).Expect(0);
                        durations[stage] = begun.Elapsed;
                    }
                }
                if (stage == killed || stage is Merge or Together)
                {
                    bool isBefore = stage is Prepare or Build;
                    Assert.Contains(Nodes(isBefore ? count : count + Rows), await CheckAsync());
                }
            }
            durations[Together] = durations[Prepare] + durations[Build] + durations[Merge];
            count += Rows;
        }
    }

    /// <summary>What the kill left is the database before or after, the latter only where it may be; then the stage is run again.</summary>
    private async Task GoOnAsync(string stage, int before, int after)
    {
        string found = await CheckAsync();
        bool isOld = found.Contains(Nodes(before), StringComparison.Ordinal);
        Assert.True(
            isOld
                || (
                    stage is Together or Merge
                    && found.Contains(Nodes(after), StringComparison.Ordinal)
                ),
            $"{stage}: {found}"
        );
        string status = (await StatusAsync()).Output;
        bool isBuilt = status.Contains("no files needed", StringComparison.Ordinal);
        if (isBuilt && stage is Together or Merge)
        {
            await RunAsync(0, LineOf(Merge));
        }
        else if (isOld)
        {
            await RunAsync(0, LineOf(stage));
        }
    }

    private static string LineOf(string stage) =>
        stage == Merge
            ? "--stage=merge db1"
            : $"--stage={stage} --nodes=N1=many.csv --relationships=KNOWS=many-joins.csv db1";

    private static string Nodes(int count) =>
        string.Create(CultureInfo.InvariantCulture, $": {count} nodes, ");

    private void WriteMany(int round, int rows)
    {
        var nodes = new StringBuilder("uuid:ID(N1){label:N1},name\n");
        var joins = new StringBuilder(":START_ID(N1),:END_ID(N1)\n");
        for (int row = 0; row < rows; row++)
        {
            nodes.Append(CultureInfo.InvariantCulture, $"{round}-{row},name {row}\n");
            joins.Append(CultureInfo.InvariantCulture, $"{round}-{row},a\n");
        }
        _home.Write("many.csv", nodes.ToString());
        _home.Write("many-joins.csv", joins.ToString());
    }

    private async Task ImportBaseAsync() =>
        (
            await _home.RunAsync(
                "database",
                "import",
                "full",
                "db1",
                "--nodes=N1=a.csv",
                "--schema=schema.cypher"
            )
        ).Expect(0);

    private RunningProgram Start(string line) =>
        _home.Start(["database", "import", "incremental", .. line.Split(' ')]);

    private async Task<CommandResult> RunAsync(int exitCode, string line, string message = "")
    {
        var result = await _home.RunAsync([
            "database",
            "import",
            "incremental",
            .. line.Split(' '),
        ]);
        return exitCode == 0 ? result.Expect(0) : result.ExpectFailure(exitCode, message);
    }

    private Task<CommandResult> StatusAsync() =>
        _home.RunAsync("database", "import", "status", "db1");

    private async Task<string> CheckAsync() =>
        (await _home.RunAsync("database", "check", "db1")).Expect(0).Output;
}
