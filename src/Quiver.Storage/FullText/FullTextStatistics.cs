namespace Quiver.Storage.FullText;

/// <summary>What scores need to know of a field of an index. Changed and deleted entities count until a checkpoint has merged them.</summary>
/// <param name="Entities">How many entities have words there.</param>
/// <param name="AverageLength">How many words on average.</param>
public readonly record struct FullTextStatistics(long Entities, double AverageLength);
