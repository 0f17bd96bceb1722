using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Quiver.Server.Tests;

public sealed class BoltListenerTests : IDisposable
{
    private readonly TestHome _home = new();

    [Fact]
    public async Task Bolt_answers_at_the_port_that_the_server_reports()
    {
        await using var server = await StartAsync();
        Assert.NotEqual(0, server.BoltEndPoint!.Port);

        using var client = await ConnectAsync(server);
    }

    [Fact]
    public async Task An_idle_client_does_not_hold_up_the_end()
    {
        var server = await StartAsync();
        using var client = await ConnectAsync(server);

        long started = Stopwatch.GetTimestamp();
        await server.StopAsync();

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task A_client_that_never_says_a_word_does_not_hold_up_the_end_beyond_the_limit()
    {
        var server = await QuiverServer.StartAsync(
            _home.Options with
            {
                BoltListen = new ListenAddress("127.0.0.1", 0),
                StopTimeout = TimeSpan.FromMilliseconds(300),
            },
            TestContext.Current.CancellationToken
        );
        using var client = new TcpClient();
        await client.ConnectAsync(server.BoltEndPoint!, TestContext.Current.CancellationToken);

        await server
            .StopAsync()
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    public void Dispose() => _home.Dispose();

    private Task<QuiverServer> StartAsync() =>
        QuiverServer.StartAsync(
            _home.Options with
            {
                BoltListen = new ListenAddress("127.0.0.1", 0),
                StopTimeout = TimeSpan.FromSeconds(30),
            },
            TestContext.Current.CancellationToken
        );

    // Shakes hands for Bolt 4.4 and logs on with HELLO.
    private static async Task<TcpClient> ConnectAsync(QuiverServer server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.BoltEndPoint!);
        var stream = client.GetStream();
        byte[] opening = [0x60, 0x60, 0xB0, 0x17, 0, 0, 4, 4, .. new byte[12]];
        await stream.WriteAsync(opening);
        byte[] version = new byte[4];
        await stream.ReadExactlyAsync(version);
        Assert.Equal(new byte[] { 0, 0, 4, 4 }, version);

        byte[] hello =
        [
            0xB1,
            0x01,
            0xA4,
            .. Text("user_agent"),
            .. Text("test/1.0"),
            .. Text("scheme"),
            .. Text("basic"),
            .. Text("principal"),
            .. Text("neo4j"),
            .. Text("credentials"),
            .. Text("secret-password"),
        ];
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)hello.Length);
        await stream.WriteAsync((byte[])[.. length, .. hello, 0, 0]);

        await stream.ReadExactlyAsync(length);
        byte[] answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length) + 2];
        await stream.ReadExactlyAsync(answer);
        Assert.Equal(0x70, answer[1]);
        Assert.Contains("Neo4j/5.26.0", Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
        return client;
    }

    private static byte[] Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Assert.True(utf8.Length < 16);
        return [(byte)(0x80 + utf8.Length), .. utf8];
    }
}
