namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A comparison of two values. A chain (<c>a &lt; b &lt;= c</c>) is bound as a conjunction of these.</summary>
/// <param name="Operator">How it compares.</param>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand.</param>
public sealed record BoundComparison(
    ComparisonOperator Operator,
    BoundExpression Left,
    BoundExpression Right
) : BoundBinary(Left, Right, CypherType.Boolean);
