namespace Quiver.Cypher.Syntax.Tree;

/// <summary>One clause of a query.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public abstract record Clause(SourceExtent Extent) : SyntaxNode(Extent);
