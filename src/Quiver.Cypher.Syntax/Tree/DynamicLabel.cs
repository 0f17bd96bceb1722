namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>$(expression)</c>: a label or type, or a list of labels, computed for each row.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Expression">Text, or a list of text.</param>
public sealed record DynamicLabel(SourceExtent Extent, Expression Expression)
    : LabelExpression(Extent);
