namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A property of a node or relationship, an entry of a map, or a component of a temporal value or point: <c>a.b</c>.</summary>
/// <param name="Operand">The node, relationship, map, temporal value or point.</param>
/// <param name="Key">The key or component.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record BoundProperty(BoundExpression Operand, string Key, CypherType Type)
    : BoundUnary(Operand, Type);
