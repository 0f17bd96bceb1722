using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>x IS :: T</c> or <c>x IS NOT :: T</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Operand">What is tested.</param>
/// <param name="Tested">The type.</param>
/// <param name="Negated">Whether NOT stands in it.</param>
public sealed record TypePredicate(
    SourceExtent Extent,
    Expression Operand,
    DeclaredType Tested,
    bool Negated
) : Expression(Extent);
