using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>For each row, one row per relationship between two nodes that are both known.</summary>
/// <param name="source">The operator that it reads from; its rows hold both nodes.</param>
/// <param name="expansion">The step.</param>
public sealed class ExpandInto(PlanNode source, Expansion expansion) : ExpandNode(source, expansion)
{
    /// <inheritdoc/>
    public override string Name => "Expand(Into)";

    internal override IEnumerable<Variable> Introduced => [Expansion.Relationship];

    internal override IEnumerable<Variable> Read =>
        [Expansion.From, Expansion.To, .. Expansion.DiffersFrom];
}
