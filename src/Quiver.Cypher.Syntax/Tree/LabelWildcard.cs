namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>%</c>: has any label.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public sealed record LabelWildcard(SourceExtent Extent) : LabelExpression(Extent);
