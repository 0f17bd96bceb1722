namespace Quiver.Cypher.Planning.Plans;

/// <summary>Takes all rows of its source before it gives the first: all changes below are made then.</summary>
/// <param name="source">The operator that it reads from.</param>
public sealed class Eager(PlanNode source) : UnaryNode(source)
{
    /// <inheritdoc/>
    public override string Name => "Eager";

    /// <inheritdoc/>
    public override string Details => "";

    internal override bool IsRowWise => false;
}
