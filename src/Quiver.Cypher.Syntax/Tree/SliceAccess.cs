namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>subject[from..to]</c>: a stretch of a list.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Subject">The list.</param>
/// <param name="From">The first index, if given.</param>
/// <param name="To">The index behind the last, if given.</param>
public sealed record SliceAccess(
    SourceExtent Extent,
    Expression Subject,
    Expression? From,
    Expression? To
) : Expression(Extent);
