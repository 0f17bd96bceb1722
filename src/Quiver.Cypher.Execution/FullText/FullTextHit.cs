namespace Quiver.Cypher.Execution.FullText;

/// <summary>What a query found.</summary>
/// <param name="Id">The node or relationship.</param>
/// <param name="Score">How well it fits; above 0.</param>
internal readonly record struct FullTextHit(long Id, double Score);
