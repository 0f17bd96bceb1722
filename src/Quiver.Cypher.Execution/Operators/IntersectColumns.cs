namespace Quiver.Cypher.Execution.Operators;

/// <summary>Where a common neighbour and the relationships to it stand in a row; -1 for what nobody needs.</summary>
/// <param name="Node">The neighbour.</param>
/// <param name="First">The relationship of the one node.</param>
/// <param name="Second">The relationship of the other one.</param>
internal readonly record struct IntersectColumns(int Node, int First, int Second);
