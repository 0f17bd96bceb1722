using Microsoft.AspNetCore.Http;

namespace Quiver.Http;

/// <summary>Where a client of HTTP reaches Bolt.</summary>
internal static class BoltAddress
{
    /// <summary>What was configured, else Bolt's port at the host by which the client came.</summary>
    public static string Of(HttpContext context, HttpFrontOptions options)
    {
        if (options.AdvertisedBoltAddress is { } advertised)
        {
            return advertised;
        }
        string name = new HostString(RequestHost.Of(context)).Host;
        if (name.Contains(':', StringComparison.Ordinal) && name[0] != '[')
        {
            name = $"[{name}]";
        }
        return $"{name}:{options.BoltPort()}";
    }
}
