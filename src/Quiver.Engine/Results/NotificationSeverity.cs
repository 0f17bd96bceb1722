namespace Quiver.Engine.Results;

/// <summary>How much a notification matters.</summary>
public enum NotificationSeverity
{
    /// <summary>Good to know; <c>INFORMATION</c> on the wire.</summary>
    Information,

    /// <summary>Probably a mistake; <c>WARNING</c> on the wire.</summary>
    Warning,
}
