using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Delete and DetachDelete: the source's rows, when the nodes, relationships and paths in them are deleted.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="entities">What is deleted.</param>
/// <param name="detaches">Whether a node's relationships go with it.</param>
public sealed class Delete(PlanNode source, IReadOnlyList<BoundExpression> entities, bool detaches)
    : UnaryNode(source),
        IUpdatingNode
{
    /// <inheritdoc/>
    public override string Name => Detaches ? "DetachDelete" : "Delete";

    /// <inheritdoc/>
    public override string Details => string.Join(", ", Entities);

    /// <summary>What is deleted.</summary>
    public IReadOnlyList<BoundExpression> Entities { get; } = entities;

    /// <summary>Whether a node's relationships go with it.</summary>
    public bool Detaches { get; } = detaches;

    internal override bool IsRowWise => false;

    internal override IEnumerable<BoundExpression> Expressions => Entities;
}
