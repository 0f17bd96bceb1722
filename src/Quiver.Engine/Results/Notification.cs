using Quiver.Model;

namespace Quiver.Engine.Results;

/// <summary>A hint or warning about a query that nevertheless runs.</summary>
/// <param name="Code">For example <c>Neo.ClientNotification.Statement.UnknownLabelWarning</c>.</param>
/// <param name="GqlStatus">Five characters, for example <c>01N50</c>.</param>
/// <param name="StatusDescription">The GQL status with its text, for example <c>warn: label does not exist. …</c>.</param>
/// <param name="Title">One line in the older protocols' wording.</param>
/// <param name="Description">The whole text in the older protocols' wording.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Category">The class that clients filter by, for example <c>UNRECOGNIZED</c>.</param>
/// <param name="Position">Where in the query, if known.</param>
public sealed record Notification(
    string Code,
    string GqlStatus,
    string StatusDescription,
    string Title,
    string Description,
    NotificationSeverity Severity,
    string Category,
    TextPosition? Position
);
