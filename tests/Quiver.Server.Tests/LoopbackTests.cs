using System.Net;
using System.Net.Sockets;
using Quiver.Server.Transport;

namespace Quiver.Server.Tests;

/// <summary>A server at <c>localhost</c> answers at both loopback addresses.</summary>
public sealed class LoopbackTests : IDisposable
{
    private readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Http_and_Bolt_answer_at_both_loopback_addresses_and_at_one_port_each()
    {
        Assert.SkipUnless(LoopbackSockets.HasIPv6(), "This machine has no ::1.");
        await using var server = await QuiverServer.StartAsync(
            _home.Options with
            {
                HttpListen = new ListenAddress("localhost", 0),
                BoltListen = new ListenAddress("LOCALHOST", 0),
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(IPAddress.Loopback, server.HttpEndPoint!.Address);
        Assert.NotEqual(0, server.HttpEndPoint.Port);
        foreach (var address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback])
        {
            using var client = new HttpClient();
            string discovery = await client.GetStringAsync(
                new Uri($"http://{new IPEndPoint(address, server.HttpEndPoint.Port)}/"),
                TestContext.Current.CancellationToken
            );
            Assert.Contains("neo4j_version", discovery, StringComparison.Ordinal);

            using var bolt = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await bolt.ConnectAsync(
                address,
                server.BoltEndPoint!.Port,
                TestContext.Current.CancellationToken
            );
            byte[] handshake =
            [
                0x60,
                0x60,
                0xB0,
                0x17,
                0,
                0,
                0,
                5,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
            ];
            await bolt.SendAsync(handshake, TestContext.Current.CancellationToken);
            byte[] version = new byte[4];
            Assert.Equal(
                4,
                await bolt.ReceiveAsync(version, TestContext.Current.CancellationToken)
            );
            Assert.Equal<byte>([0, 0, 0, 5], version);
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_at_one_of_both_addresses_is_told_and_everything_is_free_again()
    {
        Assert.SkipUnless(LoopbackSockets.HasIPv6(), "This machine has no ::1.");
        using var taken = new TcpListener(IPAddress.IPv6Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var options = _home.Options with { HttpListen = new ListenAddress("localhost", port) };

        var error = await Assert.ThrowsAsync<ServerStartException>(() =>
            QuiverServer.StartAsync(options, TestContext.Current.CancellationToken)
        );

        Assert.Contains($"localhost:{port}", error.Message, StringComparison.Ordinal);
        await using var next = await QuiverServer.StartAsync(
            _home.Options,
            TestContext.Current.CancellationToken
        );
    }

    [Fact]
    public void Where_there_is_no_IPv6_only_127_0_0_1_is_listened_at()
    {
        using var sockets = new LoopbackSockets(0, hasIPv6: false);

        var only = Assert.Single(sockets.EndPoints(isDirect: false));

        using var socket = only.Bind();
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.LocalEndPoint!).Address);
    }

    [Fact]
    public void A_port_that_the_system_chooses_is_the_same_at_both_addresses()
    {
        Assert.SkipUnless(LoopbackSockets.HasIPv6(), "This machine has no ::1.");
        using var sockets = new LoopbackSockets(0, hasIPv6: true);
        var both = sockets.EndPoints(isDirect: true);

        using var first = both[0].Bind();
        using var second = both[1].Bind();

        Assert.Equal(IPAddress.IPv6Loopback, ((IPEndPoint)second.LocalEndPoint!).Address);
        Assert.Equal(
            ((IPEndPoint)first.LocalEndPoint!).Port,
            ((IPEndPoint)second.LocalEndPoint!).Port
        );
    }
}
