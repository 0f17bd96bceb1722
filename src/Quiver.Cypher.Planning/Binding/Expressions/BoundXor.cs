namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>True when exactly one of two conditions is true; null when either is null.</summary>
/// <param name="Left">The left condition.</param>
/// <param name="Right">The right condition.</param>
public sealed record BoundXor(BoundExpression Left, BoundExpression Right)
    : BoundBinary(Left, Right, CypherType.Boolean);
