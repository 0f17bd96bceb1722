namespace Quiver.Bolt.Messages;

/// <summary>LOGOFF (5.1 and newer): forgets who is connected.</summary>
internal sealed record LogoffRequest : RequestMessage
{
    /// <summary>The signature.</summary>
    public const byte Tag = 0x6B;
}
