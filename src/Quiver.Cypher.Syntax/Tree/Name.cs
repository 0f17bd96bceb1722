namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A label, type, property key or map key, without its back-ticks.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Text">The name itself; case matters.</param>
public sealed record Name(SourceExtent Extent, string Text) : SyntaxNode(Extent);
