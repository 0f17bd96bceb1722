using Quiver.Model.Values;

namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>Whether a value is of a type, or is not: never null itself.</summary>
/// <param name="Operand">The value.</param>
/// <param name="Tested">The type.</param>
/// <param name="IsNegated">Whether it is <c>IS NOT ::</c>.</param>
public sealed record BoundTypeTest(BoundExpression Operand, DeclaredType Tested, bool IsNegated)
    : BoundUnary(Operand, CypherType.Boolean);
