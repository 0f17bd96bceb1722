namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>(variable:Labels {properties} WHERE predicate)</c>, every part optional.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Variable">What the node is called, if named.</param>
/// <param name="Labels">Which labels it must have.</param>
/// <param name="Properties">A <see cref="MapExpression"/> or <see cref="Parameter"/> whose entries it must equal.</param>
/// <param name="Where">A predicate that may use the variable.</param>
public sealed record NodePattern(
    SourceExtent Extent,
    Variable? Variable,
    LabelExpression? Labels,
    Expression? Properties,
    Expression? Where
) : SyntaxNode(Extent);
