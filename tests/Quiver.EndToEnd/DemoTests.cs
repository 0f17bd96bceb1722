using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>The first command that anybody types.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly QuiverHome _home = new();

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Every_command_that_the_demo_prints_runs_and_answers()
    {
        using var demo = _home.Start([
            "demo",
            "--bolt-listen",
            "127.0.0.1:0",
            "--http-listen",
            "127.0.0.1:0",
        ]);
        await demo.WaitForTextAsync("Ctrl-C stops it.");
        Assert.Contains("bolt://127.0.0.1:", demo.Output);
        Assert.Contains("http://127.0.0.1:", demo.Output);
        string[] commands =
        [
            .. demo
                .Output.Split('\n')
                .Select(line => line.Trim())
                .Where(line =>
                    line.StartsWith("./quiver ", StringComparison.Ordinal)
                    || line.StartsWith("curl ", StringComparison.Ordinal)
                ),
        ];
        Assert.True(commands.Length >= 3, demo.Output);
        foreach (string command in commands)
        {
            var result = (await _home.BashAsync(command)).Expect(0);
            if (command.StartsWith("curl", StringComparison.Ordinal))
            {
                Assert.Contains("\"errors\":[]", result.Output);
                Assert.Contains("Person", result.Output);
            }
            else
            {
                Assert.Equal("5 rows", result.Lines[^1]);
            }
        }
        demo.SendInterrupt();
        Assert.Contains("Stopped.", (await demo.WaitAsync()).Expect(0).Output);
    }

    [Fact]
    public async Task The_demo_runs_again_over_its_own_leftovers()
    {
        for (int run = 0; run < 2; run++)
        {
            using var demo = _home.Start([
                "demo",
                "--bolt-listen=127.0.0.1:0",
                "--http-listen=127.0.0.1:0",
            ]);
            await demo.WaitForTextAsync("Ctrl-C stops it.");
            demo.SendTerminate();
            (await demo.WaitAsync()).Expect(0);
        }
    }
}
