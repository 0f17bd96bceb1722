namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>WHEN predicate THEN result</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Predicate">When the branch applies.</param>
/// <param name="Result">What the branch gives.</param>
public sealed record SearchedCaseBranch(
    SourceExtent Extent,
    Expression Predicate,
    Expression Result
) : SyntaxNode(Extent);
