namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>Arithmetic or concatenation of two values; null when either is null.</summary>
/// <param name="Operator">What is computed.</param>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record BoundArithmetic(
    ArithmeticOperator Operator,
    BoundExpression Left,
    BoundExpression Right,
    CypherType Type
) : BoundBinary(Left, Right, Type);
