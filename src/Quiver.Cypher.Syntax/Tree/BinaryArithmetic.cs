namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Two operands joined by an arithmetic sign; chains associate to the left, the power too.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Operator">The sign.</param>
/// <param name="Left">The first operand.</param>
/// <param name="Right">The second operand.</param>
public sealed record BinaryArithmetic(
    SourceExtent Extent,
    ArithmeticOperator Operator,
    Expression Left,
    Expression Right
) : Expression(Extent);
