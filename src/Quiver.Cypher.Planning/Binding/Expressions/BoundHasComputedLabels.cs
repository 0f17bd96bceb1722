namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>Whether a node has labels, or a relationship the type, that an expression names; null for null.</summary>
/// <param name="Left">The node or relationship.</param>
/// <param name="Right">The names: text or a list of text.</param>
/// <param name="MatchesAny">Whether one of them is enough.</param>
public sealed record BoundHasComputedLabels(
    BoundExpression Left,
    BoundExpression Right,
    bool MatchesAny
) : BoundBinary(Left, Right, CypherType.Boolean);
