namespace Quiver.Cypher.Execution.Operators;

/// <summary>Where a relationship and its ends stand in a row; -1 for what nobody needs.</summary>
/// <param name="Left">The node on the left.</param>
/// <param name="Relationship">The relationship.</param>
/// <param name="Right">The node on the right.</param>
/// <param name="Width">The number of columns.</param>
internal readonly record struct RelationshipColumns(
    int Left,
    int Relationship,
    int Right,
    int Width
);
