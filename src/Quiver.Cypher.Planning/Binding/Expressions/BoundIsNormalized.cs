using Quiver.Foundation.Text.Normalization;

namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>Whether a text is in a normal form; null for what is no text.</summary>
/// <param name="Operand">The text.</param>
/// <param name="Form">The normal form.</param>
/// <param name="IsNegated">Whether it is <c>IS NOT … NORMALIZED</c>.</param>
public sealed record BoundIsNormalized(BoundExpression Operand, NormalForm Form, bool IsNegated)
    : BoundUnary(Operand, CypherType.Boolean);
