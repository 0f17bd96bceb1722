namespace Quiver.Cypher.Planning.Catalog;

/// <summary>What is estimated about the values of a property key.</summary>
/// <param name="EntityCount">How many nodes or relationships have the property.</param>
/// <param name="DistinctCount">How many different values they have; at least 1 where there are any.</param>
public readonly record struct PropertyStatistics(long EntityCount, long DistinctCount);
