namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Chooses among the paths between any two nodes: <c>SHORTEST 2</c>, <c>ALL SHORTEST</c>, <c>ANY</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Kind">Which paths it chooses.</param>
/// <param name="Count">How many of them, or of their lengths; null for one.</param>
public sealed record PathSelector(SourceExtent Extent, PathSelectorKind Kind, Expression? Count)
    : SyntaxNode(Extent);
