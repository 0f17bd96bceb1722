using Quiver.Bolt.Tests.Transcripts;

namespace Quiver.Bolt.Tests.Session;

public sealed class LogoffTests
{
    private const string Opening = "6060B01700000705000000000000000000000000";
    private const string Token =
        """[{"scheme": "basic", "principal": "neo4j", "credentials": "secret-password"}]""";

    [Fact]
    public async Task Logon_after_logoff_has_time_of_its_own()
    {
        await using var server = await TranscriptServer.StartAsync();
        var options = new BoltOptions { AuthenticationTimeout = TimeSpan.FromSeconds(3) };
        await using var client = await HelloAsync(server, options);
        await client.SendAsync("LOGON", Token);
        Assert.StartsWith("SUCCESS", await client.ReadAsync());
        await using (var silent = await HelloAsync(server, options))
        {
            // The time of the one that came later is over: that of the other one, too.
            Assert.Null(await silent.ReadAsync());
        }
        await client.SendAsync("LOGOFF", "");
        Assert.StartsWith("SUCCESS", await client.ReadAsync());
        await client.SendAsync("LOGON", Token);
        Assert.StartsWith("SUCCESS", await client.ReadAsync());
        await client.SendAsync("LOGOFF", "");
        Assert.StartsWith("SUCCESS", await client.ReadAsync());
        Assert.Null(await client.ReadAsync());
    }

    private static async Task<TranscriptClient> HelloAsync(
        TranscriptServer server,
        BoltOptions options
    )
    {
        var client = new TranscriptClient(server.Engine, options);
        await client.SendRawAsync(Opening);
        Assert.Equal("00000705", await client.ReadRawAsync(4));
        await client.SendAsync("HELLO", """[{"user_agent": "test"}]""");
        Assert.StartsWith("SUCCESS", await client.ReadAsync());
        return client;
    }
}
