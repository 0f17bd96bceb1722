using System.Diagnostics;
using System.Text.RegularExpressions;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>A server's life: commands beside it, a rival, damage under it, and its end.</summary>
public sealed partial class ServingTests : IDisposable
{
    private readonly QuiverHome _home = new();

    public ServingTests()
    {
        _home.Write("people.csv", "id:ID,name,:LABEL\n1,Ada,Person\n2,Bela,Person\n");
        _home.Write("knows.csv", ":START_ID,:END_ID,:TYPE\n1,2,KNOWS\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_database_imported_beside_a_server_appears_without_a_restart()
    {
        (await ImportAsync("town")).Expect(0);
        using var server = await RunningServer.StartAsync(_home);
        Assert.Equal("2", await CountAsync(server, "town"));
        (await server.ShellAsync("village", "csv", "RETURN 1")).ExpectFailure(
            70,
            "Neo.ClientError.Database.DatabaseNotFound"
        );
        Assert.Contains("village", (await ImportAsync("village")).Expect(0).Output);
        Assert.Equal("2", await CountAsync(server, "village"));
        var stopped = (await server.StopAsync()).Expect(0);
        Assert.Contains("Stopped.", stopped.Output);
    }

    [Fact]
    public async Task A_second_server_on_the_same_home_is_refused()
    {
        (await ImportAsync("town")).Expect(0);
        using var server = await RunningServer.StartAsync(_home);
        var second = await _home.RunAsync(
            "serve",
            "--auth=none",
            "--bolt-listen=127.0.0.1:0",
            "--http-listen=127.0.0.1:0"
        );
        Assert.True(second.ExitCode == 1, second.Error);
        Assert.Contains("already serves", second.Error);
        Assert.Contains(_home.Data, second.Error);
        Assert.Equal("2", await CountAsync(server, "town"));
    }

    [Fact]
    public async Task A_password_that_a_command_changed_outlives_a_restart_which_says_so()
    {
        using (var server = await RunningServer.StartAsync(_home))
        {
            (
                await server.ShellAsync(
                    "system",
                    "csv",
                    $"ALTER CURRENT USER SET PASSWORD FROM '{RunningServer.Password}' TO 'another-word'"
                )
            ).Expect(0);
            (await server.StopAsync()).Expect(0);
        }
        using var again = await RunningServer.StartAsync(_home);
        Assert.Contains("is the one that ALTER USER gave it", again.Program.Output);
        (await again.ShellAsync("neo4j", "csv", "RETURN 1")).ExpectFailure(
            70,
            "Neo.ClientError.Security.Unauthorized"
        );
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var server = await RunningServer.StartAsync(_home);
        using var other = new QuiverHome();
        string address = server.Bolt["bolt://".Length..];
        var second = await other.RunAsync(
            "serve",
            "--auth=none",
            "--bolt-listen",
            address,
            "--http-listen=127.0.0.1:0"
        );
        second.ExpectFailure(74, address, "--bolt-listen");
        Assert.DoesNotContain("   at ", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flipped_bit_in_a_store_file_is_found_and_named()
    {
        (await ImportAsync("town")).Expect(0);
        string file = Directory
            .EnumerateFiles(Path.Join(_home.Data, "databases", "town", "store"))
            .Single();
        FlipNameOfAda(file);
        var check = await _home.RunAsync("database", "check", "town");
        check.ExpectFailure(70, file);
        Assert.Matches(FileAndOffset(), check.Error);

        using var server = await RunningServer.StartAsync(_home);
        var read = await server.ShellAsync("town", "csv", "MATCH (n) RETURN n.name");
        read.ExpectFailure(70, file);
        Assert.Matches(FileAndOffset(), read.Error);
        Assert.DoesNotContain("Ada", read.Output);
        Assert.Equal("2", await CountAsync(server, "town"));
    }

    [Fact]
    public async Task After_kill_9_a_server_starts_and_answers_at_once()
    {
        (await ImportAsync("town")).Expect(0);
        using (var killed = await RunningServer.StartAsync(_home))
        {
            Assert.Equal("2", await CountAsync(killed, "town"));
            killed.Program.SendKill();
            Assert.NotEqual(0, (await killed.Program.WaitAsync()).ExitCode);
        }
        var watch = Stopwatch.StartNew();
        using var server = await RunningServer.StartAsync(_home);
        Assert.Equal("2", await CountAsync(server, "town"));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        (await server.StopAsync()).Expect(0);
        (await _home.RunAsync("database", "check", "town")).Expect(0);
    }

    private Task<CommandResult> ImportAsync(string database) =>
        _home.RunAsync(
            "import",
            $"--database={database}",
            "--nodes=people.csv",
            "--relationships=knows.csv"
        );

    private static async Task<string> CountAsync(RunningServer server, string database)
    {
        var result = await server.ShellAsync(
            database,
            "csv",
            "MATCH (a:Person)-[:KNOWS]->(b) RETURN count(a) + count(b) AS n"
        );
        return result.Expect(0).Lines[^1];
    }

    private static void FlipNameOfAda(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        int at = bytes.AsSpan().IndexOf("AdaBela"u8);
        Assert.True(at > 0, "The names do not stand next to each other in the store file.");
        bytes[at] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    [GeneratedRegex(@"store-\d+\.qst (is damaged )?at byte \d+: expected")]
    private static partial Regex FileAndOffset();
}
