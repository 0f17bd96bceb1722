using System.Text.Json.Nodes;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Guide;

/// <summary>Backups and copies of a running server, and databases made of them.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Token = """
        ADMIN_TOKEN=$(curl -X POST http://localhost:7474/auth/token -H "Content-Type: application/json" -d '{"username":"admin","password":"admin"}' | jq -r .access_token)

        """;

    private const string Count =
        "MATCH (a:Person) OPTIONAL MATCH (a)-[r:KNOWS]->() RETURN count(DISTINCT a), count(r), sum(r.since)";

    private readonly QuiverHome _home = new();

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_backup_of_the_guide_is_verified_and_restored_under_its_name_and_a_new_one()
    {
        using var guide = await GuideServer.StartAsync(_home);
        await WriteAsync(guide, 500);
        string[] before = await guide.DriveAsync(Count);

        var backup = await guide.AskAsync(
            Token
                + """curl -X POST http://localhost:7474/admin/backup -H "Authorization: Bearer $ADMIN_TOKEN" """
        );
        string path = backup.GetProperty("path").GetString()!;
        Assert.Equal(
            "sha256:" + (await guide.TypeAsync($"sha256sum '{path}'")).Split(' ')[0],
            backup.GetProperty("checksum").GetString()
        );
        await guide.AskAsync(
            Token
                + """curl -X POST http://localhost:7474/admin/backup -H "Authorization: Bearer $ADMIN_TOKEN" -H "Content-Type: application/json" -d '{"path": "named/nornic.qbackup", "database": "nornic"}' """
        );
        await WriteAsync(guide, 100);
        string[] after = await guide.DriveAsync(Count);
        Assert.NotEqual(before, after);

        string verified = await guide.TypeAsync($"./quiver database verify-backup '{path}'");
        Assert.EndsWith("No damage found.", verified, StringComparison.Ordinal);
        Assert.Contains("nornic: 500 nodes, 500 relationships", verified, StringComparison.Ordinal);

        // Beside the server that goes on serving: first a copy, then the database itself. Besides system the backup holds only one, so that nobody has to say which.
        string restored = await guide.TypeAsync(
            $"./quiver database restore --from-path='{path}' copy"
        );
        Assert.Contains("Read and found undamaged: ", restored, StringComparison.Ordinal);
        Assert.Contains(
            "Not read: what the backup holds of 1 other database;",
            restored,
            StringComparison.Ordinal
        );
        Assert.Equal(before, await guide.DriveAsync(Count, database: "copy"));
        Assert.Equal(after, await guide.DriveAsync(Count));
        var refused = await _home.RunAsync(
            "database",
            "restore",
            $"--from-path={_home.Data}/backups/named/nornic.qbackup"
        );
        refused.ExpectFailure(1, "The database 'nornic' exists", "nothing was changed");
        (
            await _home.RunAsync(
                "database",
                "restore",
                $"--from-path={_home.Data}/backups/named/nornic.qbackup",
                "system"
            )
        ).ExpectFailure(74, "holds no database 'system'", "It holds: nornic.");
        await guide.TypeAsync(
            $"./quiver database restore --from-path='{path}' --overwrite-destination nornic"
        );
        Assert.Equal(before, await guide.DriveAsync(Count));
        await WriteAsync(guide, 10);
        Assert.NotEqual(before, await guide.DriveAsync(Count));
        (await guide.Server.StopAsync()).Expect(0);
        (await _home.RunAsync("database", "check", "nornic")).Expect(0);
        (await _home.RunAsync("database", "check", "copy")).Expect(0);
    }

    [Fact]
    public async Task Users_and_databases_of_a_home_come_back_from_one_file()
    {
        using (var guide = await GuideServer.StartAsync(_home))
        {
            await WriteAsync(guide, 20);
            await guide.DriveAsync(
                "CREATE USER ada SET PASSWORD 'ada-password' CHANGE NOT REQUIRED",
                database: "system"
            );
            (await guide.Server.StopAsync()).Expect(0);
        }
        // Without a server the command does it itself.
        (await _home.RunAsync("database", "backup", "--to-path=all.qbackup")).Expect(0);
        using var other = new QuiverHome();
        string file = Path.Join(_home.Folder, "all.qbackup");
        foreach (string name in (string[])["system", "nornic"])
        {
            (await other.RunAsync("database", "restore", $"--from-path={file}", name)).Expect(0);
        }
        using var restored = await GuideServer.StartAsync(other);
        Assert.Equal(
            "\"ada\"",
            await restored.TypeAsync(
                """curl -u ada:ada-password http://localhost:7474/db/nornic/tx/commit -H "Content-Type: application/json" -d '{"statements":[{"statement":"SHOW CURRENT USER YIELD user"}]}' | jq '.results[0].data[0].row[0]'"""
            )
        );
        Assert.Equal(["20 20 40200"], await restored.DriveAsync(Count));
    }

    [Fact]
    public async Task A_server_that_is_killed_while_it_backs_up_leaves_no_half_file()
    {
        using (var guide = await GuideServer.StartAsync(_home))
        {
            await WriteAsync(guide, 2_000);
            var typing = new List<Task>();
            for (int i = 0; i < 3; i++)
            {
                typing.Add(
                    guide.TypeAsync(
                        Token
                            + """curl -X POST http://localhost:7474/admin/backup -H "Authorization: Bearer $ADMIN_TOKEN" || true"""
                    )
                );
            }
            string folder = Path.Join(_home.Data, "backups");
            await Eventually.HoldsAsync(() => Directory.Exists(folder));
            guide.Server.Program.SendKill();
            await guide.Server.Program.WaitAsync();
            await Task.WhenAll(typing);
        }
        foreach (
            string file in Directory.EnumerateFiles(Path.Join(_home.Data, "backups"), "*.qbackup")
        )
        {
            (await _home.RunAsync("database", "verify-backup", file)).Expect(0);
        }
        using var again = await GuideServer.StartAsync(_home);
        Assert.Equal(["2000"], await again.DriveAsync("MATCH (n:Person) RETURN count(n)"));
    }

    [Fact]
    public async Task An_archive_of_a_stopped_home_opens_under_another_path_and_user()
    {
        using (var guide = await GuideServer.StartAsync(_home))
        {
            await WriteAsync(guide, 200);
            (await guide.Server.StopAsync()).Expect(0);
        }
        using var other = new QuiverHome();
        await other.BashAsync(
            $"mkdir -p '{other.Data}' && tar -C '{_home.Data}' -cf - . | tar -C '{other.Data}' -xf - && chmod -R a+rX '{other.Folder}' && if [ $(id -u) = 0 ]; then chown -R 65534:65534 '{other.Folder}'; fi"
        );
        (await other.RunAsync("database", "check", "nornic")).Expect(0);
        bool isRoot = Environment.UserName == "root";
        if (isRoot)
        {
            var checkedByOther = await other.BashAsync(
                $"setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/tmp QUIVER_HOME='{other.Data}' dotnet '{Repository.Root}/out/quiver/quiver.dll' database check nornic"
            );
            checkedByOther.Expect(0);
        }
        using var restored = await GuideServer.StartAsync(other);
        Assert.Equal(["200"], await restored.DriveAsync("MATCH (n:Person) RETURN count(n)"));
    }

    [Fact]
    public async Task An_archive_of_a_running_home_opens_at_an_acknowledged_commit_or_names_the_file()
    {
        using var guide = await GuideServer.StartAsync(_home);
        await WriteAsync(guide, 10);
        const string Write =
            """curl -o /dev/null -u admin:admin http://localhost:7474/db/nornic/tx/commit -H "Content-Type: application/json" -d '{"statements":[{"statement":"UNWIND range(1, 50) AS i CREATE (:Step {n: i})"}]}'""";
        for (int round = 0; round < Nightly.Times(1, 6); round++)
        {
            using var other = new QuiverHome();
            // Writes before, while and after the archive is made; checkpoints among them.
            await guide.TypeAsync(
                $$"""
                for i in $(seq 1 20); do {{Write}}; if [ $((i % 10)) = 5 ]; then curl -o /dev/null -u admin:admin http://localhost:7474/db/nornic/tx/commit -H "Content-Type: application/json" -d '{"statements":[{"statement":"CALL db.checkpoint()"}]}'; fi; done &
                sleep 0.2
                tar -C '{{_home.Data}}' --exclude=run --warning=no-file-changed -cf '{{other.Folder}}/home.tar' . || [ $? = 1 ]
                wait
                """
            );
            await other.BashAsync($"mkdir -p '{other.Data}' && tar -C '{other.Data}' -xf home.tar");
            var found = await other.RunAsync("database", "check", "nornic");
            if (found.ExitCode == 0)
            {
                using var copy = await GuideServer.StartAsync(other);
                string[] rows = await copy.DriveAsync(
                    "MATCH (s:Step) WITH s.n AS n, count(*) AS c RETURN min(c) = max(c), count(n)"
                );
                // Whole transactions only: each wrote every number once.
                Assert.Contains(rows[0], new[] { "True 50", " 0" });
            }
            else
            {
                Assert.Contains(other.Data, found.Error, StringComparison.Ordinal);
            }
        }
    }

    private static async Task WriteAsync(GuideServer guide, int count)
    {
        await guide.DriveAsync(
            "UNWIND range(1, toInteger($count)) AS i CREATE (n:Person {id: i}) CREATE (n)-[:KNOWS {since: 2010}]->(n)",
            new JsonObject { ["count"] = count }
        );
    }
}
