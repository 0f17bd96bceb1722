using System.Text.RegularExpressions;

namespace Quiver.EndToEnd.Running;

/// <summary>A server on free ports.</summary>
internal sealed partial class RunningServer : IDisposable
{
    /// <summary>The user that it lets in.</summary>
    public const string User = "neo4j";

    /// <summary>The user's password.</summary>
    public const string Password = "secret-password";

    private RunningServer(QuiverHome home, RunningProgram program, string auth)
    {
        Home = home;
        Program = program;
        Auth = auth;
        Bolt = BoltAddress().Match(program.Output).Value;
        Http = HttpAddress().Match(program.Output).Value;
    }

    /// <summary>Where it works.</summary>
    public QuiverHome Home { get; }

    /// <summary>Its process.</summary>
    public RunningProgram Program { get; }

    /// <summary>Whom it lets in, as <c>user/password</c> or <c>none</c>.</summary>
    public string Auth { get; }

    /// <summary>For example <c>bolt://127.0.0.1:40123</c>.</summary>
    public string Bolt { get; }

    /// <summary>For example <c>http://127.0.0.1:40124</c>.</summary>
    public string Http { get; }

    /// <summary>Starts a server over a home and waits until it serves.</summary>
    public static Task<RunningServer> StartAsync(QuiverHome home) =>
        StartAsync(home, $"{User}/{Password}", "127.0.0.1");

    /// <summary>Starts a server over a home, at a host's free ports, and waits until it serves.</summary>
    public static async Task<RunningServer> StartAsync(
        QuiverHome home,
        string auth,
        string host,
        params string[] more
    )
    {
        var program = home.Start([
            "serve",
            "--auth",
            auth,
            "--bolt-listen",
            $"{host}:0",
            $"--http-listen={host}:0",
            .. more,
        ]);
        try
        {
            await program.WaitForTextAsync("Ctrl-C stops it.");
            return new RunningServer(home, program, auth);
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    /// <summary>Runs <c>quiver shell</c> as the user.</summary>
    public Task<CommandResult> ShellAsync(string database, string format, params string[] more) =>
        ShellAsync(database, format, more, "");

    /// <summary>Runs <c>quiver shell</c> as the user with standard input.</summary>
    public Task<CommandResult> ShellAsync(
        string database,
        string format,
        IEnumerable<string> more,
        string input
    ) =>
        Home.RunAsync(
            [
                "shell",
                "-a",
                Bolt,
                "-u",
                User,
                "-p",
                Password,
                "-d",
                database,
                "--format",
                format,
                .. more,
            ],
            input
        );

    /// <summary>Asks it to end and waits for that.</summary>
    public async Task<CommandResult> StopAsync()
    {
        Program.SendTerminate();
        return await Program.WaitAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => Program.Dispose();

    [GeneratedRegex(@"bolt://(127\.0\.0\.1|\[::1\]|localhost):\d+")]
    private static partial Regex BoltAddress();

    [GeneratedRegex(@"http://(127\.0\.0\.1|\[::1\]|localhost):\d+")]
    private static partial Regex HttpAddress();
}
