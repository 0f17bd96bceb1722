using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>An operator that reads from no other.</summary>
public abstract class LeafNode : PlanNode
{
    private protected LeafNode(params IReadOnlyList<Variable> output)
        : base([], output) { }

    internal sealed override IEnumerable<Variable> Introduced => IntroducedByLeaf;

    private protected abstract IReadOnlyList<Variable> IntroducedByLeaf { get; }
}
