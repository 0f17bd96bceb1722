namespace Quiver.Cypher.Syntax.Tree;

/// <summary>IS NULL or IS NOT NULL.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Operand">What is tested.</param>
/// <param name="Negated">Whether it is IS NOT NULL.</param>
public sealed record NullPredicate(SourceExtent Extent, Expression Operand, bool Negated)
    : Expression(Extent);
