using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Quiver.Server.Transport;

namespace Quiver.Server;

/// <summary>The sockets that a server listens on, with the ports that the system chose for port 0.</summary>
internal sealed class Listeners
{
    private ListenOptions? _http;
    private ListenOptions? _bolt;

    /// <summary>Where HTTP listens; null before the start and when it does not.</summary>
    public IPEndPoint? Http => _http?.IPEndPoint;

    /// <summary>Where Bolt listens; null before the start and when it does not.</summary>
    public IPEndPoint? Bolt => _bolt?.IPEndPoint;

    /// <summary>Adds the listeners to a server that is being configured.</summary>
    public void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        if (options.HttpListen is { } http)
        {
            kestrel.Listen(
                http.Resolve(),
                listen =>
                {
                    _http = listen;
                    // Without TLS a client cannot tell which version it wants.
                    listen.Protocols = HttpProtocols.Http1;
                }
            );
        }
        if (options.BoltListen is { } bolt)
        {
            kestrel.Listen(
                new DirectEndPoint(bolt.Resolve()),
                listen =>
                {
                    _bolt = listen;
                    BoltFront.Listen(listen);
                }
            );
        }
    }
}
