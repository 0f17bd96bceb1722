using System.Globalization;
using Quiver.Model.Status;

namespace Quiver.Cypher.Planning;

/// <summary>Every error that planning raises after binding: one method each.</summary>
internal static class PlanningErrors
{
    /// <summary>A subquery in the condition that chooses a shortest path.</summary>
    public static CypherException SubqueryAboutShortestPath() =>
        new(
            StatusCodes.UnsupportedOperation,
            "A subquery or pattern about a shortest path is not supported in the WHERE of its own MATCH. Filter after a WITH instead."
        );

    /// <summary>A repeated path with values of the row around it, which it cannot be started from.</summary>
    public static CypherException QuantifiedPathWithVariables() =>
        new(
            StatusCodes.UnsupportedOperation,
            "A quantified path pattern that uses variables of earlier clauses must start or end at a node of theirs, too."
        );

    /// <summary>A query whose plan is higher than whoever walks it can stand.</summary>
    public static CypherException PlanTooHigh() =>
        new(
            StatusCodes.UnsupportedOperation,
            "The query is too long: its plan would have more than "
                + PlanningLimits.MaxPlanHeight.ToString(CultureInfo.InvariantCulture)
                + " operators one above the other. Split it into several queries."
        );
}
