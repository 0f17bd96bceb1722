using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Quiver.Http;

/// <summary>What the HTTP front door logs.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(
        ILogger log,
        string method,
        PathString path,
        Exception error
    );
}
