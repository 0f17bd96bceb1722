using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>The grouping that a projection with aggregates does first.</summary>
/// <param name="GroupingKeys">The columns that make a group.</param>
/// <param name="Aggregates">The columns computed over a group.</param>
internal sealed record BoundAggregation(
    IReadOnlyList<ProjectionItem> GroupingKeys,
    IReadOnlyList<ProjectionItem> Aggregates
);
