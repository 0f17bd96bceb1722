using System.Net;
using Microsoft.AspNetCore.Http;

namespace Quiver.Http;

/// <summary>The host and port under which a client reached the server.</summary>
internal static class RequestHost
{
    /// <summary>From the request's Host header, else from the connection.</summary>
    public static string Of(HttpContext context)
    {
        var host = context.Request.Host;
        if (host.HasValue)
        {
            return host.Value;
        }
        var connection = context.Connection;
        return connection.LocalIpAddress is { } address
            ? new IPEndPoint(address, connection.LocalPort).ToString()
            : "localhost";
    }
}
