using System.Net;

namespace Quiver.Foundation.Network;

/// <summary>What queries may fetch from the network.</summary>
public sealed record RemoteOptions
{
    /// <summary>The folder of copies; made when it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether machines of private networks and this machine may be asked, too.</summary>
    public bool AllowsPrivateAddresses { get; init; }

    /// <summary>Addresses that are refused besides.</summary>
    public IReadOnlyList<IPNetwork> Refused { get; init; } = [];

    /// <summary>The most bytes of a file.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>The most time that fetching one may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}
