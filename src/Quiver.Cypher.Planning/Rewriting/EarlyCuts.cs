using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Rewriting;

/// <summary>
/// Finds below each Top the operator that makes the column by which it sorts first: once there are as many rows as are wanted, those with a worse one need not be filtered,
/// grouped or given further columns.
/// </summary>
internal static class EarlyCuts
{
    /// <summary>Marks those of a whole plan, whose unique groupings are marked already.</summary>
    public static void Mark(PlanNode node)
    {
        if (node is Top { Source.Writes: false } top)
        {
            top.Cut = Find(top);
        }
        foreach (var child in node.Children)
        {
            Mark(child);
        }
    }

    private static EarlyCut? Find(Top top)
    {
        var key = top.Items[0].Variable;
        EagerAggregation? grouping = null;
        for (var plan = top.Source; ; plan = plan.Children[0])
        {
            switch (plan)
            {
                case Projection projection when ItemOf(projection.Items, key) is { } item:
                    if (item.Expression is not BoundVariable { Variable: var renamed })
                    {
                        return plan == top.Source ? null : Cut(plan, key, grouping);
                    }
                    key = renamed;
                    break;
                case Projection or Filter when plan.Expressions.All(IsHarmless):
                    break;
                case EagerAggregation groups
                    when grouping is null
                        && (groups.HasUniqueKey || groups.UniqueIf is not null)
                        && PassedOn(groups, key) is { } argument:
                    key = argument;
                    grouping = groups;
                    break;
                default:
                    return null;
            }
        }
    }

    private static EarlyCut Cut(PlanNode place, Variable key, EagerAggregation? groups)
    {
        var property = groups?.GroupingKeys[0].Expression as BoundProperty;
        return new EarlyCut(place, key)
        {
            Groups = groups,
            GroupedNode = (property?.Operand as BoundVariable)?.Variable,
            GroupedProperty = property?.Key,
        };
    }

    private static ProjectionItem? ItemOf(IReadOnlyList<ProjectionItem> items, Variable column) =>
        items.FirstOrDefault(i => i.Variable == column);

    /// <summary>The column whose value in a group of one row an aggregate is; null when it is none.</summary>
    private static Variable? PassedOn(EagerAggregation groups, Variable key) =>
        groups.Expressions.All(IsHarmless)
        && ItemOf(groups.Aggregates, key)?.Expression
            is AggregateCall
            {
                Function.Name: "sum" or "min" or "max",
                Arguments: [BoundVariable { Variable: var argument }]
            }
            ? argument
            : null;

    // What cannot fail need not be computed for rows that nobody wants.
    private static bool IsHarmless(BoundExpression expression) =>
        expression switch
        {
            BoundVariable or BoundLiteral or BoundParameter or BoundDegree or BoundHasLabels =>
                true,
            BoundProperty { Operand: BoundVariable { Type: var type } } => type.IsOnly(
                TypeKinds.Node
            ) || type.IsOnly(TypeKinds.Relationship),
            AggregateCall { Function.Name: "min" or "max" or "count" } call => call.Arguments.All(
                IsHarmless
            ),
            AggregateCall
            {
                Function.Name: "sum",
                Arguments: [BoundVariable { Type: var summed }]
            } => summed.IsOnly(TypeKinds.Integer),
            BoundComparison or BoundAnd or BoundIsNull => expression.Children.All(IsHarmless),
            _ => false,
        };
}
