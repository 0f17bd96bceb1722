namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A condition that all rows satisfy, unless a <see cref="BoundAttempt"/> of the query has failed: only then is it evaluated.</summary>
/// <param name="Operand">The condition.</param>
public sealed record BoundRecheck(BoundExpression Operand) : BoundUnary(Operand, Operand.Type);
