using System.Net.Sockets;
using System.Text;
using Quiver.Server.Admin;

namespace Quiver.Server.Tests.Admin;

public sealed class AdminSocketTests : IDisposable
{
    private readonly TestHome _home = new();

    private string SocketPath => Path.Combine(_home.Path, "run", "admin.sock");

    [Fact]
    public async Task Without_a_server_there_is_no_connection() =>
        Assert.Null(
            await AdminClient.TryConnectAsync(_home.Path, TestContext.Current.CancellationToken)
        );

    [Fact]
    public async Task A_socket_left_by_a_dead_server_counts_as_none_and_the_next_server_replaces_it()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SocketPath)!);
        using (
            var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        )
        {
            // The runtime deletes the file that it bound; a process that is killed does not.
            dead.Bind(new UnixDomainSocketEndPoint(SocketPath + ".bound"));
            File.Move(SocketPath + ".bound", SocketPath);
        }
        Assert.True(File.Exists(SocketPath));

        Assert.Null(
            await AdminClient.TryConnectAsync(_home.Path, TestContext.Current.CancellationToken)
        );
        await using var server = await StartAsync();
        await using var client = await AdminClient.TryConnectAsync(
            _home.Path,
            TestContext.Current.CancellationToken
        );
        Assert.NotNull(client);
        await client.PingAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Status_tells_who_serves_and_where()
    {
        var before = DateTimeOffset.UtcNow;
        await using var server = await StartAsync();
        await using var client = await ConnectAsync();

        var status = await client.StatusAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Environment.ProcessId, status.ProcessId);
        Assert.Equal(server.HttpEndPoint!.ToString(), status.HttpAddress);
        Assert.Null(status.BoltAddress);
        // It is told in whole milliseconds or finer.
        Assert.InRange(status.Started, before.AddMilliseconds(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Only_the_owner_may_connect_and_the_socket_goes_with_the_server()
    {
        var server = await StartAsync();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(SocketPath)
            );
        }

        await server.StopAsync();

        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public async Task A_server_stops_while_a_client_is_connected()
    {
        var server = await StartAsync();
        await using var client = await ConnectAsync();
        await client.PingAsync(TestContext.Current.CancellationToken);

        await server.StopAsync().WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<AdminException>(async () =>
            await client.PingAsync(TestContext.Current.CancellationToken)
        );
    }

    [Theory]
    [InlineData("{\"version\":1,\"request\":\"ping\"}", "{\"version\":1,\"ok\":true}")]
    [InlineData(
        "{\"version\":2,\"request\":\"ping\"}",
        "{\"version\":1,\"ok\":false,\"error\":\"This server speaks version 1 of the administration protocol, not 2.\"}"
    )]
    [InlineData(
        "{\"version\":1,\"request\":\"dance\"}",
        "{\"version\":1,\"ok\":false,\"error\":\"Unknown request \\u0022dance\\u0022.\"}"
    )]
    [InlineData(
        "nonsense",
        "{\"version\":1,\"ok\":false,\"error\":\"The request is not a JSON object of the administration protocol.\"}"
    )]
    [InlineData(
        "[]",
        "{\"version\":1,\"ok\":false,\"error\":\"The request is not a JSON object of the administration protocol.\"}"
    )]
    [InlineData(
        "{\"version\":1,\"request\":\"is-served\"}",
        "{\"version\":1,\"ok\":false,\"error\":\"The request is not a JSON object of the administration protocol.\"}"
    )]
    public async Task Every_line_has_an_answer(string request, string answer)
    {
        await using var server = await StartAsync();

        Assert.Equal(answer + "\n", await SendAsync(request + "\n"));
    }

    [Fact]
    public async Task A_line_that_never_ends_costs_its_sender_the_connection()
    {
        await using var server = await StartAsync();

        Assert.Equal("", await SendAsync(new string('x', 200_000)));
        await using var client = await ConnectAsync();
        await client.PingAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_path_too_long_for_a_socket_is_told()
    {
        string path = "/" + new string('x', 200) + "/run/admin.sock";

        var error = Assert.Throws<ServerStartException>(() => AdminProtocol.SocketPath(path));

        Assert.Contains("107 bytes", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();

    private Task<QuiverServer> StartAsync() =>
        QuiverServer.StartAsync(_home.Options, TestContext.Current.CancellationToken);

    private async Task<AdminClient> ConnectAsync()
    {
        var client = await AdminClient.TryConnectAsync(
            _home.Path,
            TestContext.Current.CancellationToken
        );
        Assert.NotNull(client);
        return client;
    }

    private async Task<string> SendAsync(string text)
    {
        using var socket = new Socket(
            AddressFamily.Unix,
            SocketType.Stream,
            ProtocolType.Unspecified
        );
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
        await using var stream = new NetworkStream(socket);
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
            socket.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync();
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            return "";
        }
    }
}
