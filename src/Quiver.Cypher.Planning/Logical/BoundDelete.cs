using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>DELETE or DETACH DELETE.</summary>
/// <param name="entities">Nodes, relationships and paths.</param>
/// <param name="detaches">Whether a node's relationships go with it.</param>
internal sealed class BoundDelete(IReadOnlyList<BoundExpression> entities, bool detaches)
    : BoundClause
{
    /// <summary>Nodes, relationships and paths.</summary>
    public IReadOnlyList<BoundExpression> Entities { get; } = entities;

    /// <summary>Whether a node's relationships go with it.</summary>
    public bool Detaches { get; } = detaches;
}
