using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// Every row of the right side with every row of the left side that has the same nodes in the shared columns; once, with null for the left side's other columns, where there is
/// none.
/// </summary>
/// <param name="left">The side to build a table of.</param>
/// <param name="right">The side to look up with, of which every row stays.</param>
/// <param name="keys">The columns that both sides have; null matches nothing.</param>
public sealed class NodeRightOuterHashJoin(
    PlanNode left,
    PlanNode right,
    IReadOnlyList<Variable> keys
) : BinaryNode(left, right, Join(left, right))
{
    /// <inheritdoc/>
    public override string Name => "NodeRightOuterHashJoin";

    /// <inheritdoc/>
    public override string Details => PlanText.Variables(Keys);

    /// <summary>The columns that both sides have; null matches nothing.</summary>
    public IReadOnlyList<Variable> Keys { get; } = keys;

    internal override IEnumerable<Variable> Read => Keys;

    internal override bool IsRowWise => false;
}
