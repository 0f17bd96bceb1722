using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Catalog;

namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>Nodes by an index.</summary>
/// <param name="source">The operator whose rows it extends, if any.</param>
/// <param name="node">The node's variable.</param>
/// <param name="index">The index.</param>
/// <param name="conditions">A condition for each of its properties.</param>
public sealed class NodeIndexSeek(
    PlanNode? source,
    Variable node,
    IndexDescription index,
    IReadOnlyList<IndexCondition> conditions
) : IndexSeek(source, index, conditions, [node])
{
    /// <inheritdoc/>
    public override string Name => $"Node{Verb}";

    /// <summary>The node's variable.</summary>
    public Variable Node { get; } = node;

    internal override IEnumerable<Variable> Introduced => [Node];

    private protected override string Pattern(string token) => $"{PlanText.Variable(Node)}:{token}";
}
