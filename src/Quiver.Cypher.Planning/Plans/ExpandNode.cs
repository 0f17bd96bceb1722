using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>An operator that takes one step of a pattern.</summary>
public abstract class ExpandNode : UnaryNode
{
    private protected ExpandNode(PlanNode source, Expansion expansion)
        : base(
            source,
            [.. source.Output.Append(expansion.Relationship).Append(expansion.To).Distinct()]
        ) => Expansion = expansion;

    /// <inheritdoc/>
    public override string Details => Expansion.ToString();

    /// <summary>The step.</summary>
    public Expansion Expansion { get; }

    internal override IEnumerable<Variable> Introduced => [Expansion.Relationship, Expansion.To];

    internal override IEnumerable<Variable> Read => [Expansion.From, .. Expansion.DiffersFrom];
}
