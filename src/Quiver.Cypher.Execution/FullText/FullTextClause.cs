namespace Quiver.Cypher.Execution.FullText;

/// <summary>A part of a combination.</summary>
/// <param name="Query">What it asks.</param>
/// <param name="Demand">Whether that must hold.</param>
internal readonly record struct FullTextClause(FullTextQuery Query, FullTextDemand Demand);
