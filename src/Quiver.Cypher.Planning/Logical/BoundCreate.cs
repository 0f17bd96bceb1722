using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Updates;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>CREATE, or a part of it: makes nodes, then relationships between them and others.</summary>
/// <param name="nodes">The nodes.</param>
/// <param name="relationships">The relationships.</param>
/// <param name="paths">The paths that the clause names.</param>
internal sealed class BoundCreate(
    IReadOnlyList<NodeCreation> nodes,
    IReadOnlyList<RelationshipCreation> relationships,
    IReadOnlyList<ProjectionItem> paths
) : BoundClause
{
    /// <summary>The nodes; their expressions use what is there before.</summary>
    public IReadOnlyList<NodeCreation> Nodes { get; } = nodes;

    /// <summary>The relationships.</summary>
    public IReadOnlyList<RelationshipCreation> Relationships { get; } = relationships;

    /// <summary>The paths that the clause names.</summary>
    public IReadOnlyList<ProjectionItem> Paths { get; } = paths;
}
