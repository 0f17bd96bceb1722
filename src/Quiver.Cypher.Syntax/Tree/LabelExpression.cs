namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A condition on a node's labels or a relationship's type.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public abstract record LabelExpression(SourceExtent Extent) : SyntaxNode(Extent);
