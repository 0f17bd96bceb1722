namespace Quiver.Cypher.Syntax.Tree;

/// <summary>The graph behind USE: a database.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">A text or a parameter: its name, or the element id of a node or relationship in it.</param>
/// <param name="IsElementId">Whether it is an element id.</param>
public sealed record GraphReference(SourceExtent Extent, Expression Name, bool IsElementId)
    : SyntaxNode(Extent);
