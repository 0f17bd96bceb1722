using Quiver.Cypher.Planning.Binding;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Every relationship of given types twice, once from each end; a loop once.</summary>
/// <param name="left">The one end.</param>
/// <param name="relationship">The relationship.</param>
/// <param name="right">The other end.</param>
/// <param name="types">The types; empty for any type.</param>
public sealed class UndirectedRelationshipTypeScan(
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
            0 => "UndirectedAllRelationshipsScan",
            1 => "UndirectedRelationshipTypeScan",
            _ => "UndirectedUnionRelationshipTypesScan",
        };

    /// <inheritdoc/>
    public override string Details =>
        PlanText.Pattern(Left, Relationship, Right, Direction.Both, Types);
}
