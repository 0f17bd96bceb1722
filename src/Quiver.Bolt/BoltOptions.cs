namespace Quiver.Bolt;

/// <summary>How the Bolt front door behaves.</summary>
public sealed record BoltOptions
{
    /// <summary>What HELLO answers as the server's name; drivers demand that it begins with <c>Neo4j/</c>.</summary>
    public string ServerAgent { get; init; } = "Neo4j/5.26.0";

    /// <summary>The host and port that routing clients are sent to; null for the address by which each client reached the server.</summary>
    public string? AdvertisedAddress { get; init; }

    /// <summary>The longest message of an authenticated client, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>The longest message before authentication, in bytes.</summary>
    public int MaxUnauthenticatedMessageBytes { get; init; } = 64 * 1024;

    /// <summary>How long a client may take until it is authenticated.</summary>
    public TimeSpan AuthenticationTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
