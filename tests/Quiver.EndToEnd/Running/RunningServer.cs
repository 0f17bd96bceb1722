using System.Text.RegularExpressions;

namespace Quiver.EndToEnd.Running;

/// <summary>A server on free ports.</summary>
internal sealed partial class RunningServer : IDisposable
{
    /// <summary>The user that it lets in.</summary>
    public const string User = "neo4j";

    /// <summary>The user's password.</summary>
    public const string Password = "secret-password";

    private RunningServer(QuiverHome home, RunningProgram program)
    {
        Home = home;
        Program = program;
        Bolt = BoltAddress().Match(program.Output).Value;
        Http = HttpAddress().Match(program.Output).Value;
    }

    /// <summary>Where it works.</summary>
    public QuiverHome Home { get; }

    /// <summary>Its process.</summary>
    public RunningProgram Program { get; }

    /// <summary>For example <c>bolt://127.0.0.1:40123</c>.</summary>
    public string Bolt { get; }

    /// <summary>For example <c>http://127.0.0.1:40124</c>.</summary>
    public string Http { get; }

    /// <summary>Starts a server over a home and waits until it serves.</summary>
    public static async Task<RunningServer> StartAsync(QuiverHome home)
    {
        var program = home.Start([
            "serve",
            "--auth",
            $"{User}/{Password}",
            "--bolt-listen",
            "127.0.0.1:0",
            "--http-listen=127.0.0.1:0",
        ]);
        try
        {
            await program.WaitForTextAsync("Ctrl-C stops it.");
            return new RunningServer(home, program);
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

    [GeneratedRegex(@"bolt://127\.0\.0\.1:\d+")]
    private static partial Regex BoltAddress();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex HttpAddress();
}
