namespace Quiver.Bolt.Messages;

/// <summary>ROLLBACK: ends the explicit transaction without its changes.</summary>
internal sealed record RollbackRequest : RequestMessage
{
    /// <summary>The signature.</summary>
    public const byte Tag = 0x13;
}
