using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>One row per group of the source's rows with equivalent keys, at the place of the first.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="groupingKeys">The columns that make a group and are all that is left.</param>
public sealed class Distinct(PlanNode source, IReadOnlyList<ProjectionItem> groupingKeys)
    : UnaryNode(source, [.. groupingKeys.Select(static k => k.Variable)])
{
    /// <inheritdoc/>
    public override string Name => "Distinct";

    /// <inheritdoc/>
    public override string Details => PlanText.Items(GroupingKeys);

    /// <summary>The columns that make a group; all of them do, also those that the output drops.</summary>
    public IReadOnlyList<ProjectionItem> GroupingKeys { get; } = groupingKeys;

    internal override IEnumerable<Variable> Introduced =>
        GroupingKeys.Select(static k => k.Variable);

    internal override IEnumerable<BoundExpression> Expressions =>
        GroupingKeys.Select(static k => k.Expression);

    internal override bool IsRowWise => false;
}
