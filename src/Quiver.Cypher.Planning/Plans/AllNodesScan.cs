using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Every node.</summary>
/// <param name="node">The node's variable.</param>
public sealed class AllNodesScan(Variable node) : LeafNode(node)
{
    /// <inheritdoc/>
    public override string Name => "AllNodesScan";

    /// <inheritdoc/>
    public override string Details => PlanText.Variable(Node);

    /// <summary>The node's variable.</summary>
    public Variable Node { get; } = node;

    private protected override IReadOnlyList<Variable> IntroducedByLeaf => [Node];
}
