namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>Whether a list has an element equal to a value.</summary>
/// <param name="Left">The value.</param>
/// <param name="Right">The list.</param>
public sealed record BoundIn(BoundExpression Left, BoundExpression Right)
    : BoundBinary(Left, Right, CypherType.Boolean);
