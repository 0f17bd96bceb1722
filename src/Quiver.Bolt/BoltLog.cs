using Microsoft.Extensions.Logging;

namespace Quiver.Bolt;

/// <summary>What the Bolt front door logs.</summary>
internal static partial class BoltLog
{
    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "{Connection}: the client went away: {Reason}"
    )]
    public static partial void ConnectionLost(ILogger logger, string connection, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Connection} failed")]
    public static partial void ConnectionFailed(ILogger logger, string connection, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Connection}: closed: {Reason}")]
    public static partial void ProtocolViolated(ILogger logger, string connection, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Connection}: a query failed unexpectedly")]
    public static partial void QueryFailed(ILogger logger, string connection, Exception error);
}
