using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Quiver.Server.Tests;

public sealed class QuiverServerTests : IDisposable
{
    private readonly TestHome _home = new();

    [Fact]
    public async Task A_started_server_answers_at_the_port_that_it_reports()
    {
        await using var server = await QuiverServer.StartAsync(
            _home.Options,
            TestContext.Current.CancellationToken
        );
        using var client = new HttpClient();

        string discovery = await client.GetStringAsync(
            new Uri($"http://{server.HttpEndPoint}/"),
            TestContext.Current.CancellationToken
        );

        Assert.NotEqual(0, server.HttpEndPoint!.Port);
        Assert.Null(server.BoltEndPoint);
        Assert.Contains("\"neo4j_version\":\"5.26.0\"", discovery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_home_is_refused_and_the_first_goes_on()
    {
        await using var first = await QuiverServer.StartAsync(
            _home.Options,
            TestContext.Current.CancellationToken
        );

        var error = await Assert.ThrowsAsync<HomeInUseException>(() =>
            QuiverServer.StartAsync(_home.Options, TestContext.Current.CancellationToken)
        );

        Assert.Contains(_home.Path, error.Message, StringComparison.Ordinal);
        using var client = new HttpClient();
        using var response = await client.GetAsync(
            new Uri($"http://{first.HttpEndPoint}/"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_stopped_server_leaves_its_home_and_port_to_the_next()
    {
        // At an address of its own: at the usual one another test may be given the port in between.
        const string Host = "127.0.1.77";
        var first = await QuiverServer.StartAsync(
            _home.Options with
            {
                HttpListen = new ListenAddress(Host, 0),
            },
            TestContext.Current.CancellationToken
        );
        int port = first.HttpEndPoint!.Port;
        await first.StopAsync();
        await first.StopAsync();

        await using var second = await QuiverServer.StartAsync(
            _home.Options with
            {
                HttpListen = new ListenAddress(Host, port),
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(port, second.HttpEndPoint!.Port);
    }

    [Fact]
    public async Task A_taken_port_is_told_and_the_home_is_free_again()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var error = await Assert.ThrowsAsync<ServerStartException>(() =>
            QuiverServer.StartAsync(
                _home.Options with
                {
                    HttpListen = new ListenAddress("127.0.0.1", port),
                },
                TestContext.Current.CancellationToken
            )
        );

        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        await using var next = await QuiverServer.StartAsync(
            _home.Options,
            TestContext.Current.CancellationToken
        );
    }

    [Fact]
    public async Task The_log_tells_start_and_stop_but_no_password()
    {
        var server = await QuiverServer.StartAsync(
            _home.Options,
            TestContext.Current.CancellationToken
        );
        using (var client = new HttpClient())
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes("neo4j:guess-that-fails"))
            );
            using var content = new StringContent("{}", Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(
                new Uri($"http://{server.HttpEndPoint}/db/neo4j/tx/commit"),
                content,
                TestContext.Current.CancellationToken
            );
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
        await server.StopAsync();

        string log = await File.ReadAllTextAsync(
            Path.Combine(_home.Path, "logs", "quiver.log"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains($"Serving {_home.Path}", log, StringComparison.Ordinal);
        Assert.Contains("Stopping", log, StringComparison.Ordinal);
        Assert.DoesNotContain("guess-that-fails", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-password", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_home_that_cannot_be_written_is_told()
    {
        string file = Path.Combine(_home.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var options = _home.Options;

        var error = await Assert.ThrowsAsync<ServerStartException>(() =>
            QuiverServer.StartAsync(
                options with
                {
                    Engine = options.Engine with { Home = Path.Combine(file, "home") },
                },
                TestContext.Current.CancellationToken
            )
        );

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();
}
