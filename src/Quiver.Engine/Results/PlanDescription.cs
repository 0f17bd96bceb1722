using Quiver.Model.Values;

namespace Quiver.Engine.Results;

/// <summary>One operator of a plan as EXPLAIN and PROFILE show it, with those that it reads from.</summary>
/// <param name="OperatorType">The operator's name with its database, for example <c>NodeByLabelScan@neo4j</c>.</param>
/// <param name="Arguments">What the operator works with, in Neo4j's keys (<c>Details</c>, <c>EstimatedRows</c>, <c>Id</c>, …).</param>
/// <param name="Identifiers">The variables in its rows.</param>
/// <param name="Children">The operators it reads from.</param>
public sealed record PlanDescription(
    string OperatorType,
    MapValue Arguments,
    IReadOnlyList<string> Identifiers,
    IReadOnlyList<PlanDescription> Children
)
{
    /// <summary>What was measured; null unless the query was profiled.</summary>
    public OperatorProfile? Profile { get; init; }
}
