using Quiver.Engine.Results;

namespace Quiver.Bolt.Session;

/// <summary>The notifications that the protocol itself raises.</summary>
internal static class BoltNotifications
{
    /// <summary>The connection's version has no form for vectors.</summary>
    public static Notification VectorsReplaced() =>
        new(
            "Neo.ClientNotification.Request.UnsupportedType",
            "01N83",
            "warn: unsupported type. The result contains a vector, which needs Bolt 6.0 or newer. A map stands in its place.",
            "The result contains a value of a type that this version of the protocol does not have.",
            "The result contains a vector, which needs Bolt 6.0 or newer. A map stands in its place: use a newer driver, or return the vector as a list.",
            NotificationSeverity.Warning,
            "UNSUPPORTED",
            Position: null
        );
}
