namespace Quiver.Cypher.Syntax.Tree;

/// <summary>One column of a procedure that YIELD takes.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Column">The procedure's name for it.</param>
/// <param name="Alias">What it is called in the query; null when it keeps its name.</param>
public sealed record YieldItem(SourceExtent Extent, Name Column, Variable? Alias)
    : SyntaxNode(Extent);
