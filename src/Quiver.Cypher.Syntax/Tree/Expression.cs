namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Something that has a value.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public abstract record Expression(SourceExtent Extent) : SyntaxNode(Extent);
