namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>The three-valued negation of a condition.</summary>
/// <param name="Operand">The condition.</param>
public sealed record BoundNot(BoundExpression Operand) : BoundUnary(Operand, CypherType.Boolean);
