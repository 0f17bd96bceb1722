using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Limit and ExhaustiveLimit: the first few rows. Where operators below change the graph, all rows are computed nevertheless.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="count">How many: an expression without variables; must give an integer that is not negative.</param>
public sealed class Limit(PlanNode source, BoundExpression count) : UnaryNode(source)
{
    /// <inheritdoc/>
    public override string Name => Source.Writes ? "ExhaustiveLimit" : "Limit";

    /// <inheritdoc/>
    public override string Details => Count.ToString();

    /// <summary>How many: an expression without variables; must give an integer that is not negative.</summary>
    public BoundExpression Count { get; } = count;

    internal override IEnumerable<BoundExpression> Expressions => [Count];

    internal override bool IsRowWise => false;
}
