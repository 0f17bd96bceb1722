namespace Quiver.Cypher.Planning.Logical;

/// <summary>Shortest paths between two nodes of a pattern.</summary>
/// <param name="Relationship">The ends, the relationships that a path may have, and its length.</param>
/// <param name="IsAll">Whether all shortest paths are asked for, or one of them.</param>
internal sealed record BoundShortestPath(PatternRelationship Relationship, bool IsAll);
