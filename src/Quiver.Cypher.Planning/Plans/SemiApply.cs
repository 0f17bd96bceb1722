namespace Quiver.Cypher.Planning.Plans;

/// <summary>The rows of the left side for which the right side gives a row.</summary>
/// <param name="left">The side that is run once.</param>
/// <param name="right">The side that is run for each left row, until its first row.</param>
public sealed class SemiApply(PlanNode left, PlanNode right) : ApplyNode(left, right, left.Output)
{
    /// <inheritdoc/>
    public override string Name => "SemiApply";

    /// <inheritdoc/>
    public override string Details => "";
}
