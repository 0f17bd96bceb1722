namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Has the label, or is of the type.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The label or type.</param>
public sealed record LabelName(SourceExtent Extent, string Name) : LabelExpression(Extent);
