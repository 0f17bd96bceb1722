namespace Quiver.Bolt.Messages;

/// <summary>RESET: stops what runs, rolls back and makes the session ready again.</summary>
internal sealed record ResetRequest : RequestMessage
{
    /// <summary>The signature.</summary>
    public const byte Tag = 0x0F;
}
