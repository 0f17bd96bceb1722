using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// Like <see cref="ExpandAll"/>, but only relationships whose row satisfies a condition count, and a row without any is kept once with null
/// for the new columns.
/// </summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="expansion">The step.</param>
/// <param name="predicate">The condition over the source's columns, the relationship and the new node; null when there is none.</param>
public sealed class OptionalExpandAll(
    PlanNode source,
    Expansion expansion,
    BoundExpression? predicate
) : ExpandNode(source, expansion)
{
    /// <inheritdoc/>
    public override string Name => "OptionalExpand(All)";

    /// <inheritdoc/>
    public override string Details =>
        Predicate is null ? Expansion.ToString() : $"{Expansion} WHERE {Predicate}";

    /// <summary>The condition over the source's columns, the relationship and the new node; null when there is none.</summary>
    public BoundExpression? Predicate { get; } = predicate;

    internal override IEnumerable<BoundExpression> Expressions =>
        Predicate is null ? [] : [Predicate];
}
