using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>CASE subject WHEN value THEN result … END</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Subject">What is compared; it is worth one evaluation.</param>
/// <param name="Branches">The branches in order; the first that fits decides.</param>
/// <param name="Otherwise">The result when none fits; absent means null.</param>
public sealed record SimpleCase(
    SourceExtent Extent,
    Expression Subject,
    ImmutableArray<SimpleCaseBranch> Branches,
    Expression? Otherwise
) : Expression(Extent);
