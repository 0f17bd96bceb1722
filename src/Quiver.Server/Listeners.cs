using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Quiver.Server.Tls;
using Quiver.Server.Transport;

namespace Quiver.Server;

/// <summary>The sockets that a server listens on, with the ports that the system chose for port 0.</summary>
internal sealed class Listeners
{
    private ListenOptions? _http;
    private ListenOptions? _https;
    private ListenOptions? _bolt;

    /// <summary>Where HTTP listens; null before the start and when it does not.</summary>
    public IPEndPoint? Http => _http?.IPEndPoint;

    /// <summary>Where HTTP over TLS listens, likewise.</summary>
    public IPEndPoint? Https => _https?.IPEndPoint;

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
        if (options.HttpsListen is { } https)
        {
            kestrel.Listen(
                https.Resolve(),
                listen =>
                {
                    _https = listen;
                    listen.Protocols = HttpProtocols.Http1AndHttp2;
                    listen.UseHttps(IdentityOf(options.HttpsIdentity, "HTTPS", options));
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
                    if (options.BoltTls != TlsLevel.Disabled)
                    {
                        BoltFront.Protect(
                            listen,
                            options.BoltTls,
                            IdentityOf(options.BoltIdentity, "Bolt with TLS", options)
                        );
                    }
                    BoltFront.Listen(listen);
                }
            );
        }
    }

    private static HttpsConnectionAdapterOptions IdentityOf(
        TlsIdentity? identity,
        string listener,
        ServerOptions options
    ) =>
        identity?.Load(options.Engine.FileSystem)
        ?? throw new ServerStartException($"{listener} needs a certificate and its key.");
}
