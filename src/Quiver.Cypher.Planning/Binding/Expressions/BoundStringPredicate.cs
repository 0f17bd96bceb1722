namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>Whether text holds other text; null unless both are text.</summary>
/// <param name="Operator">Where it looks.</param>
/// <param name="Left">The text searched.</param>
/// <param name="Right">The text looked for.</param>
public sealed record BoundStringPredicate(
    StringPredicateOperator Operator,
    BoundExpression Left,
    BoundExpression Right
) : BoundBinary(Left, Right, CypherType.Boolean);
