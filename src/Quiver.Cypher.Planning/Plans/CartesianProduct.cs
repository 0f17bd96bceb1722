namespace Quiver.Cypher.Planning.Plans;

/// <summary>Every row of the left side with every row of the right side, in the left side's order. The sides share no column.</summary>
/// <param name="left">The one side: may be large.</param>
/// <param name="right">The other side: does not depend on the left one, so that its rows may be kept or made again.</param>
public sealed class CartesianProduct(PlanNode left, PlanNode right)
    : BinaryNode(left, right, Join(left, right))
{
    /// <inheritdoc/>
    public override string Name => "CartesianProduct";

    /// <inheritdoc/>
    public override string Details => "";
}
