using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>All rows but the first few.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="count">How many are left out: an expression without variables; must give an integer that is not negative.</param>
public sealed class Skip(PlanNode source, BoundExpression count) : UnaryNode(source)
{
    /// <inheritdoc/>
    public override string Name => "Skip";

    /// <inheritdoc/>
    public override string Details => Count.ToString();

    /// <summary>How many are left out: an expression without variables; must give an integer that is not negative.</summary>
    public BoundExpression Count { get; } = count;

    internal override IEnumerable<BoundExpression> Expressions => [Count];

    internal override bool IsRowWise => false;
}
