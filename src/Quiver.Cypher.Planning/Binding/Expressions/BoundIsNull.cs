namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>Whether a value is null, or is not: never null itself.</summary>
/// <param name="Operand">The value.</param>
/// <param name="IsNegated">Whether it is <c>IS NOT NULL</c>.</param>
public sealed record BoundIsNull(BoundExpression Operand, bool IsNegated)
    : BoundUnary(Operand, CypherType.Boolean);
