namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>An element of a list by position or an entry of a map, node or relationship by key: <c>a[b]</c>.</summary>
/// <param name="Left">The list, map, node or relationship.</param>
/// <param name="Right">The zero-based position (negative from the end) or the key.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record BoundIndex(BoundExpression Left, BoundExpression Right, CypherType Type)
    : BoundBinary(Left, Right, Type);
