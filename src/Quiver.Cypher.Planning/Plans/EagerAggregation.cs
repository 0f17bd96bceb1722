using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// One row per group of the source's rows with equivalent grouping keys. Without keys there is one group, even of no rows.
/// </summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="groupingKeys">The columns that make a group.</param>
/// <param name="aggregates">The columns computed over a group: each expression is an <see cref="AggregateCall"/>.</param>
public sealed class EagerAggregation(
    PlanNode source,
    IReadOnlyList<ProjectionItem> groupingKeys,
    IReadOnlyList<ProjectionItem> aggregates
)
    : UnaryNode(
        source,
        [
            .. groupingKeys.Select(static k => k.Variable),
            .. aggregates.Select(static a => a.Variable),
        ]
    )
{
    /// <inheritdoc/>
    public override string Name => "EagerAggregation";

    /// <inheritdoc/>
    public override string Details => PlanText.Items([.. GroupingKeys, .. Aggregates]);

    /// <summary>The columns that make a group; all of them do, also those that the output drops.</summary>
    public IReadOnlyList<ProjectionItem> GroupingKeys { get; } = groupingKeys;

    /// <summary>The columns computed over a group: each expression is an <see cref="AggregateCall"/>.</summary>
    public IReadOnlyList<ProjectionItem> Aggregates { get; internal set; } = aggregates;

    /// <summary>Whether the one key is known to differ from row to row, unless it is null or the statement's own transaction has changed it.</summary>
    public bool HasUniqueKey { get; internal set; }

    /// <summary>What the graph must have been counted to have for the same to hold; null where nothing but <see cref="HasUniqueKey"/> tells.</summary>
    public UniqueKeyCondition? UniqueIf { get; internal set; }

    internal override IEnumerable<Variable> Introduced =>
        GroupingKeys.Concat(Aggregates).Select(static i => i.Variable);

    internal override IEnumerable<BoundExpression> Expressions =>
        GroupingKeys.Concat(Aggregates).Select(static i => i.Expression);

    internal override bool IsRowWise => false;
}
