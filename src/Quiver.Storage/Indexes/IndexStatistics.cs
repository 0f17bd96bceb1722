namespace Quiver.Storage.Indexes;

/// <summary>What a planner needs to know of an index. Estimates: changes since the last build of a list may count twice.</summary>
/// <param name="Entries">How many entries there are.</param>
/// <param name="DistinctKeys">How many different keys.</param>
public readonly record struct IndexStatistics(long Entries, long DistinctKeys);
