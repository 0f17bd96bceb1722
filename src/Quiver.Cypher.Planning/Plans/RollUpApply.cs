using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The rows of the left side with a column that holds the list of what the right side gives for each.</summary>
/// <param name="left">The side that is run once.</param>
/// <param name="right">The side that is run for each left row.</param>
/// <param name="item">The right side's column that is collected, nulls too, in order.</param>
/// <param name="list">The column of the list; empty when the right side gives no row.</param>
public sealed class RollUpApply(PlanNode left, PlanNode right, Variable item, Variable list)
    : ApplyNode(left, right, [.. left.Output, list])
{
    /// <inheritdoc/>
    public override string Name => "RollUpApply";

    /// <inheritdoc/>
    public override string Details => $"{PlanText.Variable(List)}, {PlanText.Variable(Item)}";

    /// <summary>The right side's column that is collected, nulls too, in order.</summary>
    public Variable Item { get; } = item;

    /// <summary>The column of the list; empty when the right side gives no row.</summary>
    public Variable List { get; } = list;

    internal override IEnumerable<Variable> Introduced => [List];

    internal override IEnumerable<Variable> Read => [Item];
}
