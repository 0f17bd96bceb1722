using System.Buffers.Binary;
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

        await AssertStopsByItselfAsync(server);
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

        await server.StopAsync().WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_reset_interrupts_a_query_that_runs()
    {
        await using var server = await StartAsync();
        using var client = await ConnectAsync(server);
        var stream = client.GetStream();
        const int MostAttempts = 12;
        const string query = "UNWIND range(1, 1000000000000) AS x RETURN sum(x)";
        int answer;
        int attempts = 0;
        do
        {
            await SendAsync(
                stream,
                [0xB3, 0x10, 0xD0, (byte)query.Length, .. Encoding.UTF8.GetBytes(query), 0xA0, 0xA0]
            );
            await SendAsync(stream, [0xB1, 0x3F, 0xA1, .. Text("n"), 0xFF]);
            Assert.Equal(0x70, await ReceiveAsync(stream));

            // A PULL that the RESET overtakes is ignored, and shows nothing: the next one gets more time to begin.
            await Task.Delay(20 << attempts, TestContext.Current.CancellationToken);
            await SendAsync(stream, [0xB0, 0x0F]);
            answer = await ReceiveAsync(stream)
                .WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
            Assert.Equal(0x70, await ReceiveAsync(stream));
            attempts++;
        } while (answer == 0x7E && attempts < MostAttempts);
        Assert.Equal(0x7F, answer);
    }

    [Fact]
    public async Task Requests_are_answered_whether_they_follow_at_once_or_late()
    {
        await using var server = await StartAsync();
        using var client = await ConnectAsync(server);
        var stream = client.GetStream();
        byte[] query = [0xB3, 0x10, .. Text("RETURN 1 AS x"), 0xA0, 0xA0];
        byte[] pull = [0xB1, 0x3F, 0xA1, .. Text("n"), 0xFF];
        for (int i = 0; i < 40; i++)
        {
            await SendAsync(stream, query);
            await SendAsync(stream, pull);
            Assert.Equal(0x70, await ReceiveAsync(stream));
            Assert.Equal(0x71, await ReceiveAsync(stream));
            Assert.Equal(0x70, await ReceiveAsync(stream));
            await Task.Delay(i % 10, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_client_that_reads_late_gets_all_of_a_result_that_no_buffer_holds()
    {
        const int Rows = 5_000;
        await using var server = await StartAsync();
        using var client = await ConnectAsync(server);
        var stream = client.GetStream();
        const string query = "UNWIND range(1, 5000) AS x RETURN range(1000, 2000) AS l";
        await SendAsync(
            stream,
            [0xB3, 0x10, 0xD0, (byte)query.Length, .. Encoding.UTF8.GetBytes(query), 0xA0, 0xA0]
        );
        await SendAsync(stream, [0xB1, 0x3F, 0xA1, .. Text("n"), 0xFF]);
        Assert.Equal(0x70, await ReceiveAsync(stream));
        await Task.Delay(200, TestContext.Current.CancellationToken);

        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(0x71, await ReceiveAsync(stream));
        }

        Assert.Equal(0x70, await ReceiveAsync(stream));
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_a_result_holds_up_nobody()
    {
        await using var server = await StartAsync();
        using (var client = await ConnectAsync(server))
        {
            var stream = client.GetStream();
            const string query = "UNWIND range(1, 1000000) AS x RETURN range(1000, 2000) AS l";
            await SendAsync(
                stream,
                [0xB3, 0x10, 0xD0, (byte)query.Length, .. Encoding.UTF8.GetBytes(query), 0xA0, 0xA0]
            );
            await SendAsync(stream, [0xB1, 0x3F, 0xA1, .. Text("n"), 0xFF]);
            Assert.Equal(0x70, await ReceiveAsync(stream));
        }

        await AssertStopsByItselfAsync(server);
    }

    public void Dispose() => _home.Dispose();

    /// <summary>Nobody keeps the server from stopping: it would wait for them as long as it may, which is for ever by this test's measure.</summary>
    private static Task AssertStopsByItselfAsync(QuiverServer server) =>
        server.StopAsync().WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);

    private Task<QuiverServer> StartAsync() =>
        QuiverServer.StartAsync(
            _home.Options with
            {
                BoltListen = new ListenAddress("127.0.0.1", 0),
                StopTimeout = 2 * Eventually.Limit,
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

    private static async Task SendAsync(NetworkStream stream, byte[] message)
    {
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)message.Length);
        await stream.WriteAsync((byte[])[.. length, .. message, 0, 0]);
    }

    /// <summary>Reads a message of one chunk; gives what kind it is.</summary>
    private static async Task<byte> ReceiveAsync(NetworkStream stream)
    {
        byte[] length = new byte[2];
        await stream.ReadExactlyAsync(length);
        byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length) + 2];
        await stream.ReadExactlyAsync(message);
        return message[1];
    }

    private static byte[] Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Assert.True(utf8.Length < 16);
        return [(byte)(0x80 + utf8.Length), .. utf8];
    }
}
