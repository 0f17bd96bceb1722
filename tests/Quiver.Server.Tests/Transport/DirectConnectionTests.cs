using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Quiver.Server.Transport;

namespace Quiver.Server.Tests.Transport;

public sealed class DirectConnectionTests
{
    // An exception on a thread of the pool would end the process of the tests.
    [Fact]
    public async Task A_connection_may_be_disposed_of_at_once_after_it_was_aborted()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = (IPEndPoint)listener.LocalEndpoint;
        for (int i = 0; i < 100; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address, cancellation);
            var socket = await listener.AcceptSocketAsync(cancellation);
            socket.Blocking = false;
            await using var connection = new DirectConnection(socket);

            connection.Abort(new ConnectionAbortedException());

            var result = await connection.Input.ReadAsync(cancellation);
            Assert.True(result.IsCompleted);
        }
    }
}
