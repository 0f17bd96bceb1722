using Quiver.Cypher.Planning.Binding;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Every relationship of given types once: it starts at the left node and ends at the right one.</summary>
/// <param name="left">The start node.</param>
/// <param name="relationship">The relationship.</param>
/// <param name="right">The end node.</param>
/// <param name="types">The types; empty for any type.</param>
public sealed class DirectedRelationshipTypeScan(
    Variable left,
    Variable relationship,
    Variable right,
    IReadOnlyList<string> types
) : RelationshipTypeScan(left, relationship, right, types)
{
    /// <inheritdoc/>
    public override string Name =>
        Types.Count switch
        {
            0 => "DirectedAllRelationshipsScan",
            1 => "DirectedRelationshipTypeScan",
            _ => "DirectedUnionRelationshipTypesScan",
        };

    /// <inheritdoc/>
    public override string Details =>
        PlanText.Pattern(Left, Relationship, Right, Direction.Outgoing, Types);
}
