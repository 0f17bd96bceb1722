using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Plans.Indexes;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Lets an index give rows in the order that is asked for, so that they need no sorting.</summary>
internal static class IndexOrdering
{
    /// <summary>
    /// Whether a plan's rows come from an index whose order they keep, and that is the order of some expressions. The index is then told to give them so.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="orderBy">The sort keys over its rows, most significant first.</param>
    public static bool TryOrder(PlanNode plan, IReadOnlyList<BoundSortItem> orderBy)
    {
        bool isDescending = orderBy[0].IsDescending;
        if (orderBy.Any(o => o.IsDescending != isDescending))
        {
            return false;
        }
        BoundExpression[] keys = [.. orderBy.Select(static o => o.Expression)];
        while (true)
        {
            switch (plan)
            {
                case IndexSeek seek:
                    return TryOrder(seek, keys, isDescending);
                case Projection projection:
                    keys = [.. keys.Select(k => Inline(k, projection))];
                    plan = projection.Source;
                    break;
                case Filter or ExpandAll:
                    plan = plan.Children[0];
                    break;
                default:
                    return false;
            }
        }
    }

    private static BoundExpression Inline(BoundExpression key, Projection projection) =>
        key.ReplaceTopDown(e =>
            e is BoundVariable variable
                ? projection.Items.FirstOrDefault(i => i.Variable == variable.Variable)?.Expression
                : null
        );

    private static bool TryOrder(IndexSeek seek, BoundExpression[] keys, bool isDescending)
    {
        var order = isDescending ? IndexOrder.Descending : IndexOrder.Ascending;
        bool isOrdered =
            seek.Index.Type == IndexType.Range
            && seek.Source is null
            && !seek.Conditions.Any(static c => c is AnyOfCondition)
            && (seek.Order == IndexOrder.None || seek.Order == order);
        if (!isOrdered || !IsOrderOf(seek, keys))
        {
            return false;
        }
        seek.Order = order;
        return true;
    }

    // What is asked for exactly is the same in all rows, so that the order may begin behind it.
    private static bool IsOrderOf(IndexSeek seek, BoundExpression[] keys)
    {
        var entity = seek switch
        {
            NodeIndexSeek node => node.Node,
            _ => ((RelationshipIndexSeek)seek).Relationship,
        };
        int exact = seek.Conditions.TakeWhile(static c => c is ExactCondition).Count();
        for (int skipped = 0; skipped <= exact; skipped++)
        {
            if (
                skipped + keys.Length <= seek.Index.Keys.Count
                && keys.Select((k, i) => IsProperty(k, entity, seek.Index.Keys[skipped + i]))
                    .All(static same => same)
            )
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsProperty(BoundExpression expression, Variable entity, string key) =>
        expression is BoundProperty { Operand: BoundVariable { Variable: var owner } } property
        && owner == entity
        && property.Key == key;
}
