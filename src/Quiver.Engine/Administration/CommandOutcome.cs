using Quiver.Engine.Results;

namespace Quiver.Engine.Administration;

/// <summary>What a command did.</summary>
/// <param name="SystemUpdates">How many things it changed.</param>
/// <param name="Wait">The row that WAIT gives; null for a command without WAIT.</param>
/// <param name="Notifications">What its user should know.</param>
internal sealed record CommandOutcome(
    int SystemUpdates,
    WaitRow? Wait = null,
    params IReadOnlyList<Notification> Notifications
)
{
    /// <summary>A command that found nothing to do.</summary>
    public static readonly CommandOutcome Nothing = new(0);
}
