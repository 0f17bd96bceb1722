using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Quiver.Server.Tls;
using Quiver.Server.Transport;

namespace Quiver.Server;

/// <summary>The sockets that a server listens on, with the ports that the system chose for port 0.</summary>
internal sealed class Listeners : IDisposable
{
    private readonly List<LoopbackSockets> _pairs = [];
    private ListenOptions? _http;
    private ListenOptions? _https;
    private ListenOptions? _bolt;

    /// <summary>Where HTTP listens, of <c>localhost</c> the address of IPv4; null before the start and when it does not.</summary>
    public IPEndPoint? Http => _http?.IPEndPoint;

    /// <summary>Where HTTP over TLS listens, likewise.</summary>
    public IPEndPoint? Https => _https?.IPEndPoint;

    /// <summary>Where Bolt listens, likewise.</summary>
    public IPEndPoint? Bolt => _bolt?.IPEndPoint;

    /// <summary>Adds the listeners to a server that is being configured.</summary>
    public void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        foreach (var address in EndPointsOf(options.HttpListen))
        {
            kestrel.Listen(
                address,
                listen =>
                {
                    _http ??= listen;
                    // Without TLS a client cannot tell which version it wants.
                    listen.Protocols = HttpProtocols.Http1;
                }
            );
        }
        foreach (var address in EndPointsOf(options.HttpsListen))
        {
            kestrel.Listen(
                address,
                listen =>
                {
                    _https ??= listen;
                    listen.Protocols = HttpProtocols.Http1AndHttp2;
                    listen.UseHttps(IdentityOf(options.HttpsIdentity, "HTTPS", options));
                }
            );
        }
        foreach (var address in EndPointsOf(options.BoltListen, isDirect: true))
        {
            kestrel.Listen(
                address,
                listen =>
                {
                    _bolt ??= listen;
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

    /// <summary>Closes sockets that were bound and that no listener took over.</summary>
    public void Dispose() => _pairs.ForEach(static pair => pair.Dispose());

    private IReadOnlyList<ListenEndPoint> EndPointsOf(ListenAddress? listen, bool isDirect = false)
    {
        if (listen is not { } address)
        {
            return [];
        }
        if (!address.IsLocalhost)
        {
            return [new(address.Resolve(), isDirect)];
        }
        var pair = new LoopbackSockets(address.Port, LoopbackSockets.HasIPv6());
        _pairs.Add(pair);
        return pair.EndPoints(isDirect);
    }

    private static HttpsConnectionAdapterOptions IdentityOf(
        TlsIdentity? identity,
        string listener,
        ServerOptions options
    ) =>
        identity?.Load(options.Engine.FileSystem)
        ?? throw new ServerStartException($"{listener} needs a certificate and its key.");
}
