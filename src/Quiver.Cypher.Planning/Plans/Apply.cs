namespace Quiver.Cypher.Planning.Plans;

/// <summary>Each row of the left side with each row that the right side gives for it.</summary>
/// <param name="left">The side that is run once.</param>
/// <param name="right">The side that is run for each left row.</param>
public sealed class Apply(PlanNode left, PlanNode right) : ApplyNode(left, right, Join(left, right))
{
    /// <inheritdoc/>
    public override string Name => "Apply";

    /// <inheritdoc/>
    public override string Details => "";
}
