using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The rows for which a condition is true.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="predicate">The condition.</param>
public sealed class Filter(PlanNode source, BoundExpression predicate) : UnaryNode(source)
{
    /// <inheritdoc/>
    public override string Name => "Filter";

    /// <inheritdoc/>
    public override string Details => Predicate.ToString();

    /// <summary>The condition.</summary>
    public BoundExpression Predicate { get; } = predicate;

    internal override IEnumerable<BoundExpression> Expressions => [Predicate];
}
