namespace Quiver.Cypher.Syntax.Tree;

/// <summary>One entry of a map.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public sealed record MapEntry(SourceExtent Extent, Name Key, Expression Value) : SyntaxNode(Extent);
