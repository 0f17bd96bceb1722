namespace Quiver.Cypher.Syntax.Tree;

/// <summary>One item of SET or REMOVE.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public abstract record UpdateItem(SourceExtent Extent) : SyntaxNode(Extent);
