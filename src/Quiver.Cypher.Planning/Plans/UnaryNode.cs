using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>An operator that reads from one other.</summary>
public abstract class UnaryNode : PlanNode
{
    private protected UnaryNode(PlanNode source, IReadOnlyList<Variable> output)
        : base([source], output) { }

    private protected UnaryNode(PlanNode source)
        : this(source, source.Output) { }

    /// <summary>The operator that it reads from.</summary>
    public PlanNode Source => Children[0];
}
