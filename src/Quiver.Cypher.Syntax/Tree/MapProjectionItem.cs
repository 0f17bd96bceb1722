namespace Quiver.Cypher.Syntax.Tree;

/// <summary>One element of a map projection.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public abstract record MapProjectionItem(SourceExtent Extent) : SyntaxNode(Extent);
