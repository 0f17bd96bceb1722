namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A value that the client sends with the query.</summary>
/// <param name="Name">The name without the dollar sign.</param>
public sealed record BoundParameter(string Name) : BoundLeaf(CypherType.Any);
