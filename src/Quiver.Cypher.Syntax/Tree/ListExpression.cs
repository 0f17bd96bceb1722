using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>[a, b, c]</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Elements">The elements in order.</param>
public sealed record ListExpression(SourceExtent Extent, ImmutableArray<Expression> Elements)
    : Expression(Extent);
