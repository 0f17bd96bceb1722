using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>An operator that reads from two others.</summary>
public abstract class BinaryNode : PlanNode
{
    private protected BinaryNode(PlanNode left, PlanNode right, IReadOnlyList<Variable> output)
        : base([left, right], output) { }

    /// <summary>The first source.</summary>
    public PlanNode Left => Children[0];

    /// <summary>The second source.</summary>
    public PlanNode Right => Children[1];

    private protected static IReadOnlyList<Variable> Join(PlanNode left, PlanNode right) =>
        [.. left.Output.Union(right.Output)];
}
