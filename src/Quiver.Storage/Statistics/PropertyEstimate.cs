namespace Quiver.Storage.Statistics;

/// <summary>The planner's estimate for one property key: never answers a query.</summary>
/// <param name="ValueCount">Entities that have the property.</param>
/// <param name="DistinctCount">Estimated number of different values.</param>
public readonly record struct PropertyEstimate(long ValueCount, long DistinctCount);
