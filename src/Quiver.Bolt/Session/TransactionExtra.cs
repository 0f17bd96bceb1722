using Quiver.Bolt.Messages;
using Quiver.Model.Values;
using EngineBegin = Quiver.Engine.Sessions.BeginRequest;
using EngineMode = Quiver.Engine.Sessions.AccessMode;

namespace Quiver.Bolt.Session;

/// <summary>Reads what RUN and BEGIN say of their transaction.</summary>
internal static class TransactionExtra
{
    /// <summary>A longer time-out (over thirty years) is as good as none.</summary>
    private const long MaxTimeoutMilliseconds = 1_000_000_000_000;

    /// <summary>Reads the extra map.</summary>
    public static EngineBegin Read(MapValue extra)
    {
        if (RequestExtra.Text(extra, "imp_user") is { } user)
        {
            throw BoltErrors.ImpersonationNotAllowed(user);
        }
        string mode = RequestExtra.Text(extra, "mode") ?? "w";
        long? timeout = RequestExtra.Integer(extra, "tx_timeout");
        if (timeout < 0)
        {
            throw BoltErrors.InvalidRequest("The entry 'tx_timeout' must not be negative.");
        }
        return new EngineBegin
        {
            Database = RequestExtra.Text(extra, "db"),
            AccessMode = mode switch
            {
                "r" => EngineMode.Read,
                "w" => EngineMode.Write,
                _ => throw BoltErrors.InvalidRequest("The entry 'mode' must be 'r' or 'w'."),
            },
            Timeout = timeout is null
                ? null
                : TimeSpan.FromMilliseconds(Math.Min(timeout.Value, MaxTimeoutMilliseconds)),
            Bookmarks = RequestExtra.Texts(extra, "bookmarks"),
            Metadata = RequestExtra.Map(extra, "tx_metadata"),
        };
    }
}
