using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Every row of the left side with every row of the right side that has the same nodes in the shared columns.</summary>
/// <param name="left">The side to build a table of: the smaller one.</param>
/// <param name="right">The side to look up with.</param>
/// <param name="keys">The columns that both sides have; null matches nothing.</param>
public sealed class NodeHashJoin(PlanNode left, PlanNode right, IReadOnlyList<Variable> keys)
    : BinaryNode(left, right, Join(left, right))
{
    /// <inheritdoc/>
    public override string Name => "NodeHashJoin";

    /// <inheritdoc/>
    public override string Details => PlanText.Variables(Keys);

    /// <summary>The columns that both sides have; null matches nothing.</summary>
    public IReadOnlyList<Variable> Keys { get; } = keys;

    internal override IEnumerable<Variable> Read => Keys;

    internal override bool IsRowWise => false;
}
