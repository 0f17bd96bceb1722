using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>One row with the exact number of nodes, read from the snapshot's counts.</summary>
/// <param name="count">The column of the number.</param>
/// <param name="label">The label that the nodes have; null for all nodes.</param>
public sealed class NodeCountFromCountStore(Variable count, string? label) : LeafNode(count)
{
    /// <inheritdoc/>
    public override string Name => "NodeCountFromCountStore";

    /// <inheritdoc/>
    public override string Details =>
        $"count( ({PlanText.Label(Label)}) ) AS {PlanText.Variable(Count)}";

    /// <summary>The column of the number.</summary>
    public Variable Count { get; } = count;

    /// <summary>The label that the nodes have; null for all nodes.</summary>
    public string? Label { get; } = label;

    private protected override IReadOnlyList<Variable> IntroducedByLeaf => [Count];
}
