namespace Quiver.Cypher.Planning.Plans;

/// <summary>For each row, one row per relationship of the known node: the other node is new. A null node has none.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="expansion">The step.</param>
public sealed class ExpandAll(PlanNode source, Expansion expansion) : ExpandNode(source, expansion)
{
    /// <inheritdoc/>
    public override string Name => "Expand(All)";
}
