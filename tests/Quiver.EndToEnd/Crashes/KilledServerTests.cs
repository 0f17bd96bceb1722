using System.Diagnostics;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Crashes;

/// <summary>The real server, killed at random moments while many clients write, and started again: what was acknowledged is there, and nothing is half there.</summary>
public sealed class KilledServerTests
{
    private const int MostTransactions = 400;
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(4);
    private static readonly int Kills = Nightly.Times(5, 200);

    [Fact]
    public async Task A_killed_server_keeps_what_it_acknowledged_and_nothing_by_half()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var load = new CrashLoad(seed);
        using var home = new QuiverHome();
        int round = 0;
        try
        {
            using (var server = await RunningServer.StartAsync(home))
            {
                await CrashLoad.SetUpAsync(server);
                await KillAsync(home, server, load, random, round);
            }
            for (round = 1; round < Kills; round++)
            {
                using var server = await RunningServer.StartAsync(home);
                await load.CheckAsync(server);
                await KillAsync(home, server, load, random, round);
            }
            using var last = await RunningServer.StartAsync(home);
            await load.CheckAsync(last);
            (await last.StopAsync()).Expect(0);
            await CheckFilesAsync(home);
        }
        catch (Exception error)
        {
            string kept = home.Keep();
            throw new InvalidOperationException(
                $"seed {seed}, kill {round}, {load}; files: {kept}",
                error
            );
        }
        Assert.True(load.Acknowledged > Kills, load.ToString());
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, {load}");
    }

    private static async Task KillAsync(
        QuiverHome home,
        RunningServer server,
        CrashLoad load,
        Random random,
        int round
    )
    {
        long target = load.Acknowledged + random.Next(MostTransactions);
        var running = load.RunAsync(await CrashLoad.ConnectAsync(server), round);
        var watch = Stopwatch.StartNew();
        // However slow the machine is, there is something each time that must be kept.
        while (
            !running.IsCompleted
            && watch.Elapsed < Eventually.Limit
            && (
                load.Acknowledged <= round + 1
                || (load.Acknowledged < target && watch.Elapsed < LongestRun)
            )
        )
        {
            await Task.Delay(random.Next(1, 20), TestContext.Current.CancellationToken);
        }
        server.Program.SendKill();
        await server.Program.WaitAsync();
        await running;
        await CheckFilesAsync(home);
    }

    private static async Task CheckFilesAsync(QuiverHome home)
    {
        foreach (string database in (string[])["neo4j", "system"])
        {
            var check = (await home.RunAsync("database", "check", database)).Expect(0);
            Assert.Contains("No damage found.", check.Output, StringComparison.Ordinal);
        }
    }
}
