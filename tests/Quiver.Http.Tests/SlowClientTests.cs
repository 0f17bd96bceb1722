using System.Net.Sockets;
using System.Text;

namespace Quiver.Http.Tests;

[Collection(MeasuredCollection.Name)]
public sealed class SlowClientTests
{
    private const string ManyRows =
        "UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b UNWIND range(1, 1000) AS c RETURN a, b, c";

    private const string NoRows =
        "UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b UNWIND range(1, 1000) AS c "
        + "UNWIND range(1, 1000) AS d WITH a, d WHERE a + d < 0 RETURN a";

    [Theory]
    [InlineData(ManyRows)]
    [InlineData(NoRows)]
    public async Task A_client_that_goes_away_ends_its_query(string query)
    {
        await using var server = await HttpServer.StartAsync();
        using (var client = await AskAsync(server, query))
        {
            await Eventually.HoldsAsync(() => server.RunningCount == 1);
            client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await server.AwaitIdleAsync();
    }

    [Fact]
    public async Task A_client_that_does_not_read_stops_its_query_and_costs_no_memory()
    {
        await using var server = await HttpServer.StartAsync();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        using var client = await AskAsync(server, ManyRows);
        await Eventually.HoldsAsync(() => server.RunningCount == 1);

        // When the buffers on the way are full, nothing more is made.
        await Eventually.HoldsAsync(StandsStillAsync);

        // A thousand million rows are waiting; not even ten million of them were made.
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.True(allocated < 200_000_000, $"{allocated} bytes were allocated");
        Assert.Equal(1, server.RunningCount);
    }

    private static async Task<bool> StandsStillAsync()
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        return GC.GetTotalAllocatedBytes(precise: true) - before < 1_000_000;
    }

    private static async Task<TcpClient> AskAsync(HttpServer server, string query)
    {
        var client = new TcpClient { ReceiveBufferSize = 16 * 1024 };
        await client.ConnectAsync(server.EndPoint);
        string body = $$"""{"statements":[{"statement":"{{query}}"}]}""";
        string request =
            "POST /db/neo4j/tx/commit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return client;
    }
}
