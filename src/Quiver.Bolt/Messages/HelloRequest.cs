using Quiver.Model.Values;

namespace Quiver.Bolt.Messages;

/// <summary>HELLO: opens a session; up to 5.0 with the credentials.</summary>
/// <param name="Extra">user_agent, routing, patch_bolt, notification filters, bolt_agent; scheme, principal, credentials.</param>
internal sealed record HelloRequest(MapValue Extra) : RequestMessage
{
    /// <summary>The signature.</summary>
    public const byte Tag = 0x01;
}
