using Microsoft.Extensions.Logging;

namespace Quiver.Server;

/// <summary>What the server logs.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "Serving {Home}: Bolt at {Bolt}, HTTP at {Http}")]
    public static partial void Started(ILogger log, string home, string bolt, string http);

    [LoggerMessage(2, LogLevel.Information, "Stopping")]
    public static partial void Stopping(ILogger log);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "Authentication is off: whoever reaches the ports may read all data"
    )]
    public static partial void AuthenticationIsOff(ILogger log);

    [LoggerMessage(
        8,
        LogLevel.Information,
        "The password of '{User}' is the one that a command gave it, not the one that the server was started with"
    )]
    public static partial void StartPasswordChanged(ILogger log, string user);

    [LoggerMessage(5, LogLevel.Debug, "An administration connection ended: {Reason}")]
    public static partial void AdminConnectionEnded(ILogger log, string reason);

    [LoggerMessage(6, LogLevel.Error, "An administration connection failed")]
    public static partial void AdminConnectionFailed(ILogger log, Exception error);

    [LoggerMessage(7, LogLevel.Warning, "{Text}")]
    public static partial void EngineWarned(ILogger log, string text);
}
