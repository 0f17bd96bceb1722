namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>
/// A condition that is asked of rows which may never become rows of the pattern: where it fails at run time the row passes, and <see cref="BoundRecheck"/> asks again once the
/// pattern is complete. As a key of a join: a value that equals all others where it cannot be computed.
/// </summary>
/// <param name="Operand">The condition or the key.</param>
public sealed record BoundAttempt(BoundExpression Operand) : BoundUnary(Operand, Operand.Type);
