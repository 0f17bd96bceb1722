namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A number or duration with the opposite sign.</summary>
/// <param name="Operand">The number or duration.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record BoundNegate(BoundExpression Operand, CypherType Type)
    : BoundUnary(Operand, Type);
