namespace Quiver.Bolt.Messages;

/// <summary>GOODBYE: the client closes; no answer.</summary>
internal sealed record GoodbyeRequest : RequestMessage
{
    /// <summary>The signature.</summary>
    public const byte Tag = 0x02;
}
