namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>n:Labels</c>, <c>n IS Labels</c> or <c>n IS NOT Labels</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Subject">The node or relationship.</param>
/// <param name="Labels">What its labels or type must satisfy.</param>
/// <param name="Negated">Whether it is IS NOT.</param>
public sealed record LabelPredicate(
    SourceExtent Extent,
    Expression Subject,
    LabelExpression Labels,
    bool Negated
) : Expression(Extent);
