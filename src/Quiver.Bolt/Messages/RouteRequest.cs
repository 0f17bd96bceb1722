using Quiver.Model.Values;

namespace Quiver.Bolt.Messages;

/// <summary>ROUTE: asks which servers serve a database.</summary>
/// <param name="Routing">The client's routing context; <c>address</c> is how it reached us.</param>
/// <param name="Database">The database, or null for the home database.</param>
/// <param name="ImpersonatedUser">Whose home database is meant, if not the client's.</param>
internal sealed record RouteRequest(MapValue Routing, string? Database, string? ImpersonatedUser)
    : RequestMessage
{
    /// <summary>The signature.</summary>
    public const byte Tag = 0x66;
}
