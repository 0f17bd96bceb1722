using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quiver.Bolt;
using Quiver.Engine;
using Quiver.Server.Tls;

namespace Quiver.Server;

/// <summary>Puts the Bolt front door on a listener.</summary>
internal static class BoltFront
{
    /// <summary>Adds the one handler that serves all connections.</summary>
    public static void Add(IServiceCollection services, QuiverEngine engine, BoltOptions options) =>
        services.AddSingleton(provider => new BoltConnectionHandler(
            engine,
            options,
            provider.GetRequiredService<ILogger<BoltConnectionHandler>>()
        ));

    /// <summary>Lets a listener take encrypted connections.</summary>
    public static void Protect(
        ListenOptions listen,
        TlsLevel level,
        HttpsConnectionAdapterOptions tls
    )
    {
        // What clients may speak inside is not told them: they would take it for HTTP.
        listen.Protocols = HttpProtocols.Http1;
        if (level == TlsLevel.Optional)
        {
            listen.Use(encrypted =>
            {
                var handler =
                    listen.ApplicationServices.GetRequiredService<BoltConnectionHandler>();
                return connection =>
                    OptionalTls.ServeAsync(connection, encrypted, handler.OnConnectedAsync);
            });
        }
        listen.UseHttps(tls);
    }

    /// <summary>Lets a listener speak Bolt.</summary>
    public static void Listen(ListenOptions listen) =>
        listen.UseConnectionHandler<BoltConnectionHandler>();
}
