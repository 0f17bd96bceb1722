namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>!</c>: does not satisfy the operand.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Operand">What must not hold.</param>
public sealed record LabelNegation(SourceExtent Extent, LabelExpression Operand)
    : LabelExpression(Extent);
