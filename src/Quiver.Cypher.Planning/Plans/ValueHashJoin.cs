using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Every row of the left side with every row of the right side whose value is equal. The sides share no column.</summary>
/// <param name="left">The side to build a table of: the smaller one.</param>
/// <param name="right">The side to look up with.</param>
/// <param name="leftKey">The value of a left row; null matches nothing.</param>
/// <param name="rightKey">The value of a right row; null matches nothing.</param>
public sealed class ValueHashJoin(
    PlanNode left,
    PlanNode right,
    BoundExpression leftKey,
    BoundExpression rightKey
) : BinaryNode(left, right, Join(left, right))
{
    /// <inheritdoc/>
    public override string Name => "ValueHashJoin";

    /// <inheritdoc/>
    public override string Details => $"{LeftKey} = {RightKey}";

    /// <summary>The value of a left row; null matches nothing.</summary>
    public BoundExpression LeftKey { get; } = leftKey;

    /// <summary>The value of a right row; null matches nothing.</summary>
    public BoundExpression RightKey { get; } = rightKey;

    internal override IEnumerable<BoundExpression> Expressions => [LeftKey, RightKey];

    internal override bool IsRowWise => false;
}
