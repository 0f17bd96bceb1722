using Quiver.Bolt.Messages;
using Quiver.Engine.Results;
using Quiver.Model.Values;

namespace Quiver.Bolt.Session;

/// <summary>Which notifications a client wants to see.</summary>
/// <param name="MinimumSeverity">OFF, WARNING or INFORMATION.</param>
/// <param name="DisabledCategories">Categories that are left out.</param>
internal sealed record NotificationFilter(
    string MinimumSeverity,
    IReadOnlyList<string> DisabledCategories
)
{
    /// <summary>All notifications.</summary>
    public static readonly NotificationFilter All = new("INFORMATION", []);

    /// <summary>This filter with what a HELLO, BEGIN or RUN says of it.</summary>
    public NotificationFilter With(MapValue extra)
    {
        if (extra.Count == 0)
        {
            return this;
        }
        string? severity = RequestExtra.Text(extra, "notifications_minimum_severity");
        string key = extra.ContainsKey("notifications_disabled_classifications")
            ? "notifications_disabled_classifications"
            : "notifications_disabled_categories";
        var disabled = extra.ContainsKey(key) ? RequestExtra.Texts(extra, key) : null;
        return severity is null && disabled is null
            ? this
            : new(severity ?? MinimumSeverity, disabled ?? DisabledCategories);
    }

    /// <summary>Whether the client wants to see a notification.</summary>
    public bool Passes(Notification notification) =>
        MinimumSeverity.ToUpperInvariant() switch
        {
            "OFF" => false,
            "WARNING" => notification.Severity == NotificationSeverity.Warning,
            _ => true,
        } && !DisabledCategories.Contains(notification.Category, StringComparer.OrdinalIgnoreCase);
}
