using Microsoft.AspNetCore.Http;
using Quiver.Engine;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;

namespace Quiver.Http;

/// <summary>Opens the sessions in which requests run.</summary>
/// <param name="engine">What runs them.</param>
/// <param name="options">Where Bolt listens.</param>
internal sealed class ClientSessions(QuiverEngine engine, HttpFrontOptions options)
{
    /// <summary>Opens one for a request, which may outlive it.</summary>
    public EngineSession Open(HttpContext context, Principal principal)
    {
        // Of Bolt a client of HTTP is told what discovery told it.
        string bolt = BoltAddress.Of(context, options);
        return engine.OpenSession(
            principal,
            asked => options.AdvertisedBoltAddress ?? asked ?? bolt
        );
    }
}
