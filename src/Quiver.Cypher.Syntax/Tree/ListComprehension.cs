namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>[x IN list WHERE predicate | projection]</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Variable">What each element is called inside.</param>
/// <param name="List">The list.</param>
/// <param name="Where">Which elements stay; absent means all.</param>
/// <param name="Projection">What each becomes; absent means itself.</param>
public sealed record ListComprehension(
    SourceExtent Extent,
    Variable Variable,
    Expression List,
    Expression? Where,
    Expression? Projection
) : Expression(Extent);
