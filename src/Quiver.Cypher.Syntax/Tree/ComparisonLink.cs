namespace Quiver.Cypher.Syntax.Tree;

/// <summary>One operator of a comparison and the operand to its right.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Operator">The sign.</param>
/// <param name="Operand">The operand to the right.</param>
public sealed record ComparisonLink(
    SourceExtent Extent,
    ComparisonOperator Operator,
    Expression Operand
) : SyntaxNode(Extent);
