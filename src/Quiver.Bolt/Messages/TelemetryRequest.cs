namespace Quiver.Bolt.Messages;

/// <summary>TELEMETRY (5.4 and newer): which driver interface is used. Answered, never recorded.</summary>
/// <param name="Api">0 to 3.</param>
internal sealed record TelemetryRequest(long Api) : RequestMessage
{
    /// <summary>The signature.</summary>
    public const byte Tag = 0x54;
}
