using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>CASE WHEN predicate THEN result … END</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Branches">The branches in order; the first whose predicate is true decides.</param>
/// <param name="Otherwise">The result when none is true; absent means null.</param>
public sealed record SearchedCase(
    SourceExtent Extent,
    ImmutableArray<SearchedCaseBranch> Branches,
    Expression? Otherwise
) : Expression(Extent);
