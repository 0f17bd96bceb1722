namespace Quiver.Cypher.Execution.Operators;

/// <summary>What one thread needs to group its part of a scan's rows.</summary>
/// <param name="Feed">Where the part is put.</param>
/// <param name="Groups">The groups of the rows that become of it.</param>
internal sealed record AggregationLane(BatchFeedOperator Feed, EagerAggregationOperator Groups);
