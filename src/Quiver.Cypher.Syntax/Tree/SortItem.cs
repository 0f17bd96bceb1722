namespace Quiver.Cypher.Syntax.Tree;

/// <summary>One key of ORDER BY.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Expression">What is compared.</param>
/// <param name="Descending">Whether large values come first.</param>
public sealed record SortItem(SourceExtent Extent, Expression Expression, bool Descending)
    : SyntaxNode(Extent);
