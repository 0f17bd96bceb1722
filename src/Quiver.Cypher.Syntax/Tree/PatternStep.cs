namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A relationship of a chain and the node it leads to.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Relationship">The relationship.</param>
/// <param name="Node">The node behind it.</param>
public sealed record PatternStep(
    SourceExtent Extent,
    RelationshipPattern Relationship,
    NodePattern Node
) : SyntaxNode(Extent);
