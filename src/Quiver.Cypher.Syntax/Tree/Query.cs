namespace Quiver.Cypher.Syntax.Tree;

/// <summary>What a statement or subquery asks: one run of clauses, or a union of several; or what a command does.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public abstract record Query(SourceExtent Extent) : SyntaxNode(Extent);
