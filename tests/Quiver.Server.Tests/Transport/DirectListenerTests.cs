using System.Net;
using System.Net.Sockets;
using Quiver.Server.Transport;

namespace Quiver.Server.Tests.Transport;

public sealed class DirectListenerTests
{
    [Fact]
    public async Task A_client_that_says_nothing_for_minutes_is_asked_whether_it_is_there()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellation);
        using var accepted = await listener.AcceptSocketAsync(cancellation);

        Assert.True(DirectListener.TryPrepare(accepted));

        Assert.Equal(1, Option(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.Equal(300, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.Equal(30, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
        Assert.Equal(4, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));

        int Option(SocketOptionLevel level, SocketOptionName name) =>
            (int)accepted.GetSocketOption(level, name)!;
    }
}
