namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>[path = (a)-->(b) WHERE predicate | projection]</c>: one element per match.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Pattern">The pattern; at least one step.</param>
/// <param name="Where">Which matches stay; absent means all.</param>
/// <param name="Projection">What each match gives.</param>
public sealed record PatternComprehension(
    SourceExtent Extent,
    PatternPart Pattern,
    Expression? Where,
    Expression Projection
) : Expression(Extent);
