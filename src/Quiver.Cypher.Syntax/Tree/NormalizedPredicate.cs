namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>x IS NFC NORMALIZED</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Operand">The string.</param>
/// <param name="Form">NFC, NFD, NFKC or NFKD.</param>
/// <param name="Negated">Whether it is IS NOT.</param>
public sealed record NormalizedPredicate(
    SourceExtent Extent,
    Expression Operand,
    string Form,
    bool Negated
) : Expression(Extent);
