using Quiver.EndToEnd.Drivers;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>Databases and users administered by the official driver and by the shell, and found again after the server was killed.</summary>
public sealed class DatabaseCommandTests : IDisposable
{
    private readonly QuiverHome _home = new();

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task The_driver_makes_uses_stops_starts_and_drops_a_database()
    {
        using var server = await RunningServer.StartAsync(_home);
        var got = await JavaScriptDriver.RunAsync(server, "databases", "neo4j");
        var waited = Assert.Single(got.GetProperty("waited").EnumerateArray());
        Assert.True(waited.GetProperty("success").GetBoolean());
        Assert.Equal(server.Bolt, "bolt://" + waited.GetProperty("address").GetString());
        Assert.Equal(1, got.GetProperty("systemUpdates").GetInt32());
        Assert.Equal(0, got.GetProperty("empty").GetInt32());
        Assert.Equal(1, got.GetProperty("written").GetInt32());
        Assert.Equal(1, got.GetProperty("started").GetInt32());
        Assert.Equal(
            "Neo.TransientError.General.DatabaseUnavailable",
            got.GetProperty("stopped").GetProperty("code").GetString()
        );
        Assert.Equal(
            "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
            got.GetProperty("readOnly").GetProperty("code").GetString()
        );
        Assert.Equal(
            ["films read-only online", "system read-write online"],
            got.GetProperty("shown")
                .EnumerateArray()
                .Select(row =>
                    $"{row.GetProperty("name")} {row.GetProperty("access")} {row.GetProperty("currentStatus")}"
                )
        );
        Assert.Equal(
            "Neo.ClientError.Database.DatabaseNotFound",
            got.GetProperty("dropped").GetProperty("code").GetString()
        );
    }

    [Fact]
    public async Task What_commands_have_done_outlives_a_killed_server()
    {
        using (var server = await RunningServer.StartAsync(_home))
        {
            const string Commands =
                "CREATE DATABASE one; CREATE DATABASE two; STOP DATABASE two WAIT; CREATE ALIAS uno FOR DATABASE one;";
            (await server.ShellAsync("system", "csv", [], Commands)).Expect(0);
            server.Program.SendKill();
            await server.Program.WaitAsync();
        }
        using var again = await RunningServer.StartAsync(_home);
        var shown = await again.ShellAsync(
            "system",
            "csv",
            "SHOW DATABASES YIELD name, aliases, currentStatus"
        );
        Assert.Equal(
            [
                "name,aliases,currentStatus",
                "neo4j,[],online",
                "one,\"[\"\"uno\"\"]\",online",
                "system,[],online",
                "two,[],offline",
            ],
            shown.Expect(0).Lines
        );
    }

    [Fact]
    public async Task The_shell_is_interactive_on_a_terminal()
    {
        using var server = await RunningServer.StartAsync(_home);
        string command =
            $"{Repository.Quiver} shell -a {server.Bolt} -u {RunningServer.User} -p {RunningServer.Password}";
        string typed = string.Join(
            '\r',
            "CREATE DATABASE films",
            "WAIT;",
            ":use films",
            ":param title => 'Metro' + 'polis'",
            ":begin",
            "CREATE (:Film {title: $title});",
            ":commit",
            "MATCH (f:Film) RETURN f.title AS tilte\u001b[D\u001b[D\u001b[D;\u0005\u0015MATCH (f:Film) RETURN f.title AS title;",
            "RETURN 1 +;",
            ":exit",
            ""
        );
        using var terminal = RunningProgram.Start(
            "script",
            ["-qec", command, "/dev/null"],
            _home.Folder,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["HOME"] = _home.Folder,
                ["TERM"] = "xterm",
            },
            typed
        );
        var result = await terminal.WaitAsync();
        result.Expect(0);
        Assert.Contains("neo4j@neo4j> ", result.Output, StringComparison.Ordinal);
        Assert.Contains("caught up", result.Output, StringComparison.Ordinal);
        Assert.Contains("neo4j@films# ", result.Output, StringComparison.Ordinal);
        Assert.Contains("nodes created: 1", result.Output, StringComparison.Ordinal);
        Assert.Contains("| \"Metropolis\" |", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Neo.ClientError.Statement.SyntaxError",
            result.Output,
            StringComparison.Ordinal
        );
        string history = await File.ReadAllTextAsync(
            Path.Join(_home.Folder, ".quiver_history"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains(":use films\n", history, StringComparison.Ordinal);
    }
}
