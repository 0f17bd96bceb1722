using Quiver.Model;

namespace Quiver.Cypher.Planning.Notifications;

/// <summary>A hint or warning about a query that nevertheless runs.</summary>
/// <param name="Code">For example <c>Neo.ClientNotification.Statement.UnknownLabelWarning</c>.</param>
/// <param name="GqlStatus">Five characters, for example <c>01N50</c>.</param>
/// <param name="StatusDescription">The GQL status with its text.</param>
/// <param name="Title">One line in the older protocols' wording.</param>
/// <param name="Description">The whole text in the older protocols' wording.</param>
/// <param name="IsWarning">Whether the severity is WARNING; otherwise it is INFORMATION.</param>
/// <param name="Category">The class that clients filter by, for example <c>UNRECOGNIZED</c>.</param>
/// <param name="Position">Where in the query, if known.</param>
public sealed record PlanNotification(
    string Code,
    string GqlStatus,
    string StatusDescription,
    string Title,
    string Description,
    bool IsWarning,
    string Category,
    TextPosition? Position
);
