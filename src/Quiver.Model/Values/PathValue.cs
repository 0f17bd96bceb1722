namespace Quiver.Model.Values;

/// <summary>An immutable path: n + 1 nodes joined by n relationships, each walked in either direction.</summary>
/// <param name="nodes">The nodes in order; at least one. Owned by the path from now on.</param>
/// <param name="relationships">The relationships in order; one fewer than the nodes.</param>
public sealed class PathValue(NodeId[] nodes, RelationshipId[] relationships)
{
    /// <summary>The nodes in the order walked.</summary>
    public ReadOnlySpan<NodeId> Nodes => nodes;

    /// <summary>The relationships in the order walked.</summary>
    public ReadOnlySpan<RelationshipId> Relationships => relationships;

    /// <summary>The number of relationships.</summary>
    public int Length => relationships.Length;
}
