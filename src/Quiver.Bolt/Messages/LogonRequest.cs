using Quiver.Model.Values;

namespace Quiver.Bolt.Messages;

/// <summary>LOGON (5.1 and newer): authenticates.</summary>
/// <param name="Auth">scheme, principal, credentials, realm.</param>
internal sealed record LogonRequest(MapValue Auth) : RequestMessage
{
    /// <summary>The signature.</summary>
    public const byte Tag = 0x6A;
}
