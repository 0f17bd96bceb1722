using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Quiver.Engine;
using Quiver.Engine.Security;
using Quiver.Engine.Tests;
using Quiver.Foundation.IO;

namespace Quiver.Http.Tests;

/// <summary>The front door on a real Kestrel and loopback port, over a small database of its own.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    public const string User = "neo4j";
    public const string Password = "secret-password";

    private readonly DirectoryInfo _home;
    private readonly QuiverEngine _engine;
    private readonly WebApplication _application;
    private ListenOptions? _listen;

    private HttpServer(bool requiresAuthentication, HttpFrontOptions options)
    {
        _home = Directory.CreateTempSubdirectory("quiver-http-");
        DatabaseId = SampleDatabase.Create(_home.FullName, "neo4j");
        _engine = QuiverEngine.Open(
            new EngineOptions
            {
                Home = _home.FullName,
                FileSystem = PosixFileSystem.Instance,
                Clock = options.Clock,
                Credentials = requiresAuthentication
                    ? new PasswordCredentials(User, Password)
                    : null,
            }
        );
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen => _listen = listen);
        });
        _application = builder.Build();
        new HttpFront(_engine, options, NullLogger<HttpFront>.Instance).Map(_application);
    }

    /// <summary>The database's identity, which stands in element ids.</summary>
    public Guid DatabaseId { get; }

    /// <summary>The data home.</summary>
    public string Home => _home.FullName;

    /// <summary>How many requests run now.</summary>
    public int RunningCount => _engine.RunningTransactionCount;

    /// <summary>Waits until nothing runs any more: an answer may arrive a moment before its transaction is let go.</summary>
    public Task AwaitIdleAsync() => Eventually.HoldsAsync(() => RunningCount == 0);

    public IPEndPoint EndPoint => _listen!.IPEndPoint!;

    public static async Task<HttpServer> StartAsync(
        bool requiresAuthentication = false,
        HttpFrontOptions? options = null
    )
    {
        var server = new HttpServer(requiresAuthentication, options ?? new HttpFrontOptions());
        await server._application.StartAsync();
        return server;
    }

    /// <summary>Sends a request's head (without its last empty line) and body as they stand, and reads the whole answer.</summary>
    public async Task<RawResponse> ExchangeAsync(string head, string body = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(EndPoint);
        var stream = client.GetStream();
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        string request =
            $"{head.ReplaceLineEndings("\r\n")}\r\nConnection: close\r\nContent-Length: {bytes.Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        await stream.WriteAsync(bytes);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        return RawResponse.Parse(answer.ToArray());
    }

    /// <summary>Posts statements and reads the whole answer.</summary>
    public Task<RawResponse> PostAsync(string body) =>
        ExchangeAsync(
            """
            POST /db/neo4j/tx/commit HTTP/1.1
            Host: example.org:7474
            Accept: application/json
            Content-Type: application/json
            """,
            body
        );

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _engine.DisposeAsync();
        _home.Delete(recursive: true);
    }
}
