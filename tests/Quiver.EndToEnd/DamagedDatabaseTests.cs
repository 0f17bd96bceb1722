using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>Files that are damaged or missing, and programs that want the same home: each is named with what can be done, has its exit code, and nothing is made worse.</summary>
public sealed class DamagedDatabaseTests : IAsyncLifetime
{
    private const string Contents =
        "CREATE INDEX number FOR (p:P) ON (p.n); UNWIND range(1, 3000) AS i CREATE (:P {n: i}); CALL db.checkpoint(); CREATE (:Q {n: 1}); CREATE (:Q {n: 2}); CREATE (:Q {n: 3});";

    private readonly QuiverHome _home = new();

    private string Folder => Path.Join(_home.Data, "databases", "neo4j");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        using var server = await RunningServer.StartAsync(_home);
        (await server.ShellAsync("neo4j", "csv", [], Contents)).Expect(0);
        server.Program.SendKill();
        await server.Program.WaitAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _home.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_log_that_is_damaged_in_the_middle_is_named_and_left_as_it_is()
    {
        string log = OnlyFile("log", "*.qlg");
        byte[] bytes = await File.ReadAllBytesAsync(log, TestContext.Current.CancellationToken);
        // The record before the last one: the batch of the last says that it was durable.
        int last = bytes.AsSpan().LastIndexOf("QREC"u8);
        int damaged = bytes.AsSpan(0, last).LastIndexOf("QREC"u8);
        damaged = bytes.AsSpan(0, damaged).LastIndexOf("QREC"u8);
        bytes[damaged + 70] ^= 1;
        await File.WriteAllBytesAsync(log, bytes, TestContext.Current.CancellationToken);
        await AssertUnreadableAsync("commit-00000001.qlg is damaged at byte");
    }

    [Fact]
    public async Task A_patch_that_was_cut_is_named_and_left_as_it_is()
    {
        string patch = OnlyFile("store", "*.qpt");
        using (var file = File.OpenWrite(patch))
        {
            file.SetLength(file.Length / 2);
        }
        await AssertUnreadableAsync(Path.GetFileName(patch));
    }

    [Fact]
    public async Task A_database_that_lost_its_manifest_is_not_taken_for_none()
    {
        File.Delete(Path.Join(Folder, "MANIFEST"));
        string[] before = _home.Fingerprint("neo4j");
        string[] told = [Folder, "MANIFEST is missing"];
        (await _home.RunAsync("serve", "--auth=none", "--bolt-listen=127.0.0.1:0")).ExpectFailure(
            74,
            told
        );
        (await _home.RunAsync("database", "check", "neo4j")).ExpectFailure(74, told);
        (await _home.RunAsync("database", "info", "neo4j")).ExpectFailure(74, told);
        _home.Write("people.csv", "id:ID\n1\n");
        (await _home.RunAsync("import", "--database=neo4j", "--nodes=people.csv")).ExpectFailure(
            70,
            "'neo4j'",
            "--overwrite-destination"
        );
        Assert.Equal(before, _home.Fingerprint("neo4j"));
    }

    [Fact]
    public async Task A_damaged_index_is_named_and_built_anew_when_that_is_wished()
    {
        string index = Directory
            .GetFiles(Path.Join(Folder, "store"), "*.qix")
            .MaxBy(path => new FileInfo(path).Length)!;
        using (var file = File.OpenWrite(index))
        {
            file.Position = 100;
            file.Write("damage"u8);
        }
        string[] before = _home.Fingerprint("neo4j");
        string[] told =
        [
            Path.GetFileName(index),
            "the data is sound",
            "'number'",
            "--rebuild-indexes",
        ];
        (await _home.RunAsync("database", "check", "neo4j")).ExpectFailure(70, told);
        Assert.Equal(before, _home.Fingerprint("neo4j"));
        using (var server = await RunningServer.StartAsync(_home))
        {
            (await server.ShellAsync("neo4j", "csv", "MATCH (p) RETURN count(p)")).Expect(0);
            var refused = await _home.RunAsync("database", "check", "--rebuild-indexes", "neo4j");
            refused.ExpectFailure(1, "in use");
            (await server.StopAsync()).Expect(0);
        }
        var rebuilt = await _home.RunAsync("database", "check", "--rebuild-indexes", "neo4j");
        Assert.Contains("Discarded the indexes 'number'", rebuilt.Expect(0).Output);
        using (var server = await RunningServer.StartAsync(_home))
        {
            var found = await server.ShellAsync(
                "neo4j",
                "csv",
                "MATCH (p:P) WHERE p.n > 2990 RETURN count(p)"
            );
            Assert.Equal("10", found.Expect(0).Lines[^1]);
            (await server.StopAsync()).Expect(0);
        }
        (await _home.RunAsync("database", "check", "neo4j")).Expect(0);
    }

    [Fact]
    public async Task Other_programs_on_the_home_of_a_server_are_told_or_served()
    {
        using var server = await RunningServer.StartAsync(_home);
        (await server.ShellAsync("neo4j", "csv", "CREATE (:Q {n: 4})")).Expect(0);
        (await _home.RunAsync("serve", "--auth=none", "--bolt-listen=127.0.0.1:0")).ExpectFailure(
            1,
            "already serves"
        );
        var info = (await _home.RunAsync("database", "info", "neo4j")).Expect(0);
        Assert.Contains(
            info.Lines,
            line =>
                line.StartsWith(":Q", StringComparison.Ordinal)
                && line.EndsWith(" 4", StringComparison.Ordinal)
        );
        var check = (await _home.RunAsync("database", "check", "neo4j")).Expect(0);
        Assert.Contains("3004 nodes", check.Output, StringComparison.Ordinal);
        Assert.Contains(
            " index entries, 4 commits in the log",
            check.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("No damage found.", check.Output, StringComparison.Ordinal);
    }

    private string OnlyFile(string folder, string pattern) =>
        Assert.Single(Directory.GetFiles(Path.Join(Folder, folder), pattern));

    /// <summary>Queries and commands say what is wrong; other databases are served; the files stay as they are.</summary>
    private async Task AssertUnreadableAsync(string message)
    {
        string[] before = _home.Fingerprint("neo4j");
        using (var server = await RunningServer.StartAsync(_home))
        {
            var query = await server.ShellAsync("neo4j", "csv", "MATCH (n) RETURN count(n)");
            query.ExpectFailure(70, message, "DatabaseUnavailable");
            var other = await server.ShellAsync("system", "csv", "SHOW DATABASES YIELD name");
            Assert.Equal(["name", "neo4j", "system"], other.Expect(0).Lines);
            (await server.StopAsync()).Expect(0);
        }
        (await _home.RunAsync("database", "check", "neo4j")).ExpectFailure(
            70,
            message.Split(' ')[0],
            "Restore a backup"
        );
        (await _home.RunAsync("database", "info", "neo4j")).ExpectFailure(70, message);
        Assert.Equal(before, _home.Fingerprint("neo4j"));
    }
}
