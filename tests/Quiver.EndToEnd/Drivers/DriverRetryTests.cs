using System.Text.Json.Nodes;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Drivers;

/// <summary>What the official driver does by itself when a transaction fails and may succeed if it is run again.</summary>
public sealed class DriverRetryTests
{
    private const int Clients = 64;
    private static readonly int Times = Nightly.Times(2, 50);

    [Fact]
    public async Task Sixty_four_clients_lose_no_update_in_transactions_that_deadlock_and_are_run_again()
    {
        using var home = new QuiverHome();
        using var server = await RunningServer.StartAsync(home);

        var result = await JavaScriptDriver.RunAsync(
            server,
            "counters",
            "neo4j",
            new JsonObject { ["clients"] = Clients, ["times"] = Times }
        );

        int expected = result.GetProperty("rounds").GetInt32() * Clients * Times;
        Assert.Equal(
            [expected, expected],
            result.GetProperty("counts").EnumerateArray().Select(static n => n.GetInt32())
        );
        int attempts = result.GetProperty("attempts").GetInt32();
        Assert.True(attempts > expected, "No transaction met a deadlock.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{attempts} attempts");
    }
}
