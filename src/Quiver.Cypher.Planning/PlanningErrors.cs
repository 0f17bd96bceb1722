using System.Globalization;
using Quiver.Model.Status;

namespace Quiver.Cypher.Planning;

/// <summary>Every error that planning raises after binding: one method each.</summary>
internal static class PlanningErrors
{
    /// <summary>A query whose plan is higher than whoever walks it can stand.</summary>
    public static CypherException PlanTooHigh() =>
        new(
            StatusCodes.UnsupportedOperation,
            "The query is too long: its plan would have more than "
                + PlanningLimits.MaxPlanHeight.ToString(CultureInfo.InvariantCulture)
                + " operators one above the other. Split it into several queries."
        );
}
