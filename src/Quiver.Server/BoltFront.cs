using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quiver.Bolt;
using Quiver.Engine;

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

    /// <summary>Lets a listener speak Bolt.</summary>
    public static void Listen(ListenOptions listen) =>
        listen.UseConnectionHandler<BoltConnectionHandler>();
}
