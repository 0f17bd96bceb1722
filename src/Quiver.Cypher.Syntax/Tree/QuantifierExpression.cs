namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>all(x IN list WHERE predicate)</c> and its sisters.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Quantifier">How many must satisfy the predicate.</param>
/// <param name="Variable">What each element is called inside.</param>
/// <param name="List">The list.</param>
/// <param name="Predicate">What is asked of an element.</param>
public sealed record QuantifierExpression(
    SourceExtent Extent,
    Quantifier Quantifier,
    Variable Variable,
    Expression List,
    Expression Predicate
) : Expression(Extent);
