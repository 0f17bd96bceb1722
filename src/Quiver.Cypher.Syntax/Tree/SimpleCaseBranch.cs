using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>WHEN value, value THEN result</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Values">The branch fits when the subject equals any; at least one.</param>
/// <param name="Result">What the branch gives.</param>
public sealed record SimpleCaseBranch(
    SourceExtent Extent,
    ImmutableArray<Expression> Values,
    Expression Result
) : SyntaxNode(Extent);
