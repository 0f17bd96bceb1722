using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Quiver.Engine;

namespace Quiver.Server;

/// <summary>Puts the Bolt front door on a listener.</summary>
internal static class BoltFront
{
    /// <summary>Adds what the listener needs.</summary>
    public static void Add(IServiceCollection services, QuiverEngine engine) =>
        services.AddSingleton(engine);

    /// <summary>Lets a listener speak Bolt.</summary>
    public static void Listen(ListenOptions listen) =>
        throw new ServerStartException($"No Bolt front door is built in to listen at {listen}.");
}
