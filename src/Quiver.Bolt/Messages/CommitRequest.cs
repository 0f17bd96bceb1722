namespace Quiver.Bolt.Messages;

/// <summary>COMMIT: ends the explicit transaction and keeps its changes.</summary>
internal sealed record CommitRequest : RequestMessage
{
    /// <summary>The signature.</summary>
    public const byte Tag = 0x12;
}
