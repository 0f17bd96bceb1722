namespace Quiver.Cypher.Syntax.Tree;

/// <summary>NOT: the opposite.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Operand">What is negated.</param>
public sealed record NotExpression(SourceExtent Extent, Expression Operand) : Expression(Extent);
