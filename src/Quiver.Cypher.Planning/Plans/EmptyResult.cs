namespace Quiver.Cypher.Planning.Plans;

/// <summary>Takes all rows of its source and gives none: the end of a query without RETURN.</summary>
/// <param name="source">The operator that it reads from.</param>
public sealed class EmptyResult(PlanNode source) : UnaryNode(source, [])
{
    /// <inheritdoc/>
    public override string Name => "EmptyResult";

    /// <inheritdoc/>
    public override string Details => "";

    internal override bool IsRowWise => false;
}
