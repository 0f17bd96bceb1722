namespace Quiver.Cypher.Syntax.Tree;

/// <summary>How often a relationship of variable length repeats: <c>*</c>, <c>*2</c>, <c>*1..3</c>, <c>*..5</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Minimum">The least number as written; null means 1.</param>
/// <param name="Maximum">The most, inclusive, as written; null means no bound.</param>
public sealed record LengthRange(SourceExtent Extent, long? Minimum, long? Maximum)
    : SyntaxNode(Extent);
