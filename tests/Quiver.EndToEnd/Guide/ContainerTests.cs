using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Guide;

/// <summary>The script that starts Quiver in a container, run as a process in a folder of its own.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class ContainerTests : IDisposable
{
    private static readonly string Script = Path.Join(Repository.Root, "docker", "entrypoint.sh");

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("quiver-container-");

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Without_an_account_a_password_is_made_logged_kept_and_let_in()
    {
        string password;
        using (var first = Start([]))
        {
            await first.WaitForTextAsync("Ctrl-C stops it.");
            password = MadePassword().Match(first.Output).Groups[1].Value;
            Assert.Equal(24, password.Length);
            Assert.Equal(200, await StatusAsync(first, $"neo4j:{password}"));
            Assert.Equal(401, await StatusAsync(first, "neo4j:neo4j"));
            first.SendTerminate();
            (await first.WaitAsync()).Expect(0);
        }
        string kept = Path.Join(_root.FullName, "data", "initial-password");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
        using var second = Start([]);
        await second.WaitForTextAsync("Ctrl-C stops it.");
        Assert.DoesNotContain(password, second.Output, StringComparison.Ordinal);
        Assert.Equal(200, await StatusAsync(second, $"neo4j:{password}"));
    }

    [Fact]
    public async Task Variables_and_volumes_are_those_of_Neo4js_image()
    {
        foreach (string volume in (string[])["conf", "import", "logs", "backups"])
        {
            _root.CreateSubdirectory(volume);
        }
        await File.WriteAllTextAsync(
            Path.Join(_root.FullName, "conf", "neo4j.conf"),
            "initial.dbms.default_database=fromfile\ndb.transaction.timeout=7s\n",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Join(_root.FullName, "conf", "apoc.conf"),
            "apoc.export.file.enabled=false\n",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Join(_root.FullName, "import", "rows.csv"),
            "a,b\n1,2\n",
            TestContext.Current.CancellationToken
        );
        using var container = Start(
            [],
            ("NEO4J_AUTH", "admin/admin"),
            ("NEO4J_initial_dbms_default__database", "nornic")
        );
        await container.WaitForTextAsync("Ctrl-C stops it.");

        // Reachable from outside, under the host's name as under any address.
        Assert.Contains("http://0.0.0.0:", container.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NEO4J_AUTH is not set", container.Output, StringComparison.Ordinal);
        Assert.Equal(
            "[\"1\",\"2\",\"7s\"]",
            await AskAsync(
                container,
                "db/nornic/tx/commit",
                """{"statements":[{"statement":"LOAD CSV WITH HEADERS FROM 'file:///rows.csv' AS r RETURN r.a, r.b, '7s'"}]}""",
                ".results[0].data[0].row"
            )
        );
        Assert.Contains(
            "apoc.export.file.enabled=true",
            await AskAsync(
                container,
                "db/nornic/tx/commit",
                """{"statements":[{"statement":"CALL apoc.export.json.all('a.json', {})"}]}""",
                ".errors[0].message"
            ),
            StringComparison.Ordinal
        );
        string path = await AskAsync(container, "admin/backup", "", ".path");
        Assert.StartsWith(
            "\"" + Path.Join(_root.FullName, "backups"),
            path,
            StringComparison.Ordinal
        );
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Join(_root.FullName, "logs")));
    }

    [Fact]
    public async Task Other_commands_run_on_the_data()
    {
        using var container = Start(["database", "info", "nowhere"]);

        var result = await container.WaitAsync();

        result.ExpectFailure(70, "Database does not exist. Database name: 'nowhere'");
        // Nobody connects to it, so that no password is made.
        Assert.DoesNotContain("NEO4J_AUTH", container.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Join(_root.FullName, "data", "initial-password")));
    }

    private RunningProgram Start(string[] arguments, params (string Name, string Value)[] variables)
    {
        string programs = Path.Join(_root.FullName, "programs");
        if (!Directory.Exists(programs))
        {
            Directory.CreateDirectory(programs);
            File.CreateSymbolicLink(Path.Join(programs, "quiver"), Repository.Quiver);
        }
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["QUIVER_CONTAINER_ROOT"] = _root.FullName,
            ["PATH"] = programs + ":" + Environment.GetEnvironmentVariable("PATH"),
            ["NEO4J_server_bolt_listen__address"] = ":0",
            ["NEO4J_server_http_listen__address"] = ":0",
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }
        return RunningProgram.Start(Script, arguments, _root.FullName, environment);
    }

    private static string HttpOf(RunningProgram container) =>
        HttpAddress()
            .Match(container.Output)
            .Value.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);

    private async Task<int> StatusAsync(RunningProgram container, string credentials)
    {
        using var curl = RunningProgram.Start(
            "curl",
            [
                "-sS",
                "-o",
                "answer",
                "-w",
                "%{http_code}",
                "-u",
                credentials,
                "-H",
                "Content-Type: application/json",
                "-d",
                "{}",
                HttpOf(container) + "/db/neo4j/tx/commit",
            ],
            _root.FullName,
            new Dictionary<string, string>()
        );
        return int.Parse((await curl.WaitAsync()).Expect(0).Output);
    }

    private async Task<string> AskAsync(
        RunningProgram container,
        string path,
        string body,
        string filter
    )
    {
        using var shell = RunningProgram.Start(
            "bash",
            [
                "-c",
                "curl -sS -u admin:admin -H 'Content-Type: application/json' -d \"$2\" \"$1\" | jq -c \"$3\"",
                "bash",
                $"{HttpOf(container)}/{path}",
                body,
                filter,
            ],
            _root.FullName,
            new Dictionary<string, string>()
        );
        return (await shell.WaitAsync()).Expect(0).Output.Trim();
    }

    [GeneratedRegex(@"made for the user neo4j: (\S+)")]
    private static partial Regex MadePassword();

    [GeneratedRegex(@"http://0\.0\.0\.0:\d+")]
    private static partial Regex HttpAddress();
}
