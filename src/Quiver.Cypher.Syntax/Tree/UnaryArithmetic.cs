namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A sign before a number.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Negative">Whether it is a minus; a plus changes nothing but demands a number.</param>
/// <param name="Operand">The number.</param>
public sealed record UnaryArithmetic(SourceExtent Extent, bool Negative, Expression Operand)
    : Expression(Extent);
