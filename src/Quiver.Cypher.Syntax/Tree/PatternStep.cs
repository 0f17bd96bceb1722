namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A relationship of a chain and the node it leads to.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Relationship">The relationship.</param>
/// <param name="Node">The node behind it.</param>
public sealed record PatternStep(
    SourceExtent Extent,
    RelationshipPattern Relationship,
    NodePattern Node
) : SyntaxNode(Extent)
{
    /// <summary>The path that is repeated to get to the node; the relationship then says no more than how often. Null for a relationship.</summary>
    public QuantifiedPath? Quantified { get; init; }
}
