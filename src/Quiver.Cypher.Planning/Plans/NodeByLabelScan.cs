using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Every node with a label.</summary>
/// <param name="node">The node's variable.</param>
/// <param name="label">The label.</param>
public sealed class NodeByLabelScan(Variable node, string label) : LeafNode(node)
{
    /// <inheritdoc/>
    public override string Name => "NodeByLabelScan";

    /// <inheritdoc/>
    public override string Details => $"{PlanText.Variable(Node)}:{Identifiers.Quote(Label)}";

    /// <summary>The node's variable.</summary>
    public Variable Node { get; } = node;

    /// <summary>The label.</summary>
    public string Label { get; } = label;

    private protected override IReadOnlyList<Variable> IntroducedByLeaf => [Node];
}
