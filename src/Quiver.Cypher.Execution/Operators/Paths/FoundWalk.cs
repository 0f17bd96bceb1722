using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>A walk from one node to another.</summary>
/// <param name="Nodes">Its nodes in order: one more than relationships.</param>
/// <param name="Relationships">Its relationships in order.</param>
internal sealed record FoundWalk(long[] Nodes, long[] Relationships)
{
    /// <summary>The list of something of each step.</summary>
    public Value ListOf(WalkGroup group)
    {
        var list = new Value[Relationships.Length];
        for (int i = 0; i < list.Length; i++)
        {
            list[i] = group switch
            {
                WalkGroup.Starts => Value.Node(new NodeId(Nodes[i])),
                WalkGroup.Ends => Value.Node(new NodeId(Nodes[i + 1])),
                _ => Value.Relationship(new RelationshipId(Relationships[i])),
            };
        }
        return Value.List(list);
    }
}
