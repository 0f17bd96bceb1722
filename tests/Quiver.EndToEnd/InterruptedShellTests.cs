using Quiver.EndToEnd.Running;
using Quiver.EndToEnd.SocialNetwork;

namespace Quiver.EndToEnd;

/// <summary>The interactive shell on a terminal, as a person uses it.</summary>
public sealed class InterruptedShellTests(SocialNetworkServer network)
{
    // A terminal of its own, whose input waits for what the shell has written before.
    private const string Session = """
        mkfifo in
        TERM=xterm script -qfec "$0" out < in > /dev/null &
        exec 3> in
        await() {
            for i in $(seq 3600); do grep -aq "$1" out && return; sleep 0.05; done
            cat -v out; exit 9
        }
        query_runs() {
            for i in $(seq 600); do [ "$(eval "$1" | tail -n 1)" = 1 ] && return; sleep 0.1; done
            cat -v out; exit 8
        }
        await '> '
        printf 'UNWIND range(1, 1000000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b < 0 RETURN count(*);\r' >&3
        query_runs "$1"
        printf '\003' >&3
        await 'erminated'
        printf 'RETURN 40 + 2 AS answer;\r' >&3
        await '42'
        printf 'RETURN "half' >&3
        await 'half'
        printf '\003' >&3
        printf 'RETURN 1700 + 1 AS answer;\r' >&3
        await '1701'
        printf '\004' >&3
        wait
        """;

    private const string Running =
        "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND range(1, 1000000) AS a' RETURN count(*) AS n";

    [Fact]
    public async Task Ctrl_C_stops_the_query_that_runs_and_not_the_shell()
    {
        var server = network.Require();
        string command =
            $"{Repository.Quiver} shell -a {server.Bolt} -u {RunningServer.User} -p {RunningServer.Password}";
        var folder = Directory.CreateTempSubdirectory("quiver-terminal-");
        try
        {
            using var terminal = RunningProgram.Start(
                "bash",
                ["-c", Session, command, $"{command} -d neo4j --format csv \"{Running}\""],
                folder.FullName,
                new Dictionary<string, string> { ["HOME"] = folder.FullName }
            );
            var result = await terminal.WaitAsync();
            Assert.True(result.ExitCode == 0, result.Output + result.Error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
