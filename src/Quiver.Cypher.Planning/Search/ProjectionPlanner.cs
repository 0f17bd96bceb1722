using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Plans WITH and RETURN.</summary>
/// <param name="context">What the planners share.</param>
/// <param name="subqueries">Plans the subqueries in items.</param>
internal sealed class ProjectionPlanner(PlanningContext context, SubqueryPlanner subqueries)
{
    /// <summary>The rows that SKIP or LIMIT is assumed to mean where the number is not written in the query.</summary>
    private const double AssumedRowCount = 10;

    /// <summary>Plans a clause over the rows from before it.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="projection">The clause.</param>
    /// <param name="arguments">The columns of the row around, for which the query runs.</param>
    public PlanNode Plan(
        PlanNode source,
        BoundProjection projection,
        IReadOnlyList<Variable> arguments
    ) =>
        Finish(
            projection.Aggregation is null
                ? source
                : Keep(Aggregate(source, projection.Aggregation), projection, arguments),
            projection,
            arguments
        );

    /// <summary>Plans what comes after the grouping.</summary>
    public PlanNode Finish(
        PlanNode plan,
        BoundProjection projection,
        IReadOnlyList<Variable> arguments
    )
    {
        var late = LateItems(projection);
        var items = projection.Items.Where(i => !IsPassedOn(i) && !late.Contains(i)).ToList();
        plan = projection.IsDistinct
            ? Keep(Distinct(plan, projection.Items), projection, arguments)
            : Project(plan, items);
        List<SortItem> keys = [];
        if (projection.OrderBy.Count > 0 && !IndexOrdering.TryOrder(plan, projection.OrderBy))
        {
            (plan, keys) = SortKeys(plan, projection.OrderBy);
        }
        plan = Project(Slice(plan, projection, keys), late);
        foreach (var item in projection.Items)
        {
            if (item.Expression is BoundVariable renamed && renamed.Variable != item.Variable)
            {
                context.Labels.Copy(renamed.Variable, item.Variable);
            }
        }
        return projection.Where is null ? plan : subqueries.Filter(plan, projection.Where);
    }

    // Groups have no columns but their own: those of the row around are put beside them again.
    private static PlanNode Keep(
        PlanNode groups,
        BoundProjection projection,
        IReadOnlyList<Variable> arguments
    ) =>
        projection.Kept.Count == 0
            ? groups
            : new Apply(new Argument(arguments) { EstimatedRows = 1 }, groups)
            {
                EstimatedRows = groups.EstimatedRows,
            };

    private static bool IsPassedOn(ProjectionItem item) =>
        item.Expression is BoundVariable variable && variable.Variable == item.Variable;

    // With a limit, what the order does not need is computed for the rows that are left.
    private static List<ProjectionItem> LateItems(BoundProjection projection)
    {
        if (projection.IsDistinct || projection.Limit is null)
        {
            return [];
        }
        var early = FreeVariables.Of(projection.OrderBy.Select(static o => o.Expression));
        return [.. projection.Items.Where(i => !IsPassedOn(i) && !early.Contains(i.Variable))];
    }

    private PlanNode Aggregate(PlanNode source, BoundAggregation aggregation)
    {
        (source, var keys) = subqueries.Extract(source, aggregation.GroupingKeys);
        (source, var aggregates) = subqueries.Extract(source, aggregation.Aggregates);
        if (keys.Count == 0)
        {
            source = ExtremeShortening.Shorten(source, aggregates, context.Statistics.Indexes);
        }
        double rows = keys.Count == 0 ? 1 : GroupCount(source.EstimatedRows, keys);
        return new EagerAggregation(source, keys, aggregates) { EstimatedRows = rows };
    }

    private PlanNode Distinct(PlanNode plan, IReadOnlyList<ProjectionItem> items)
    {
        (plan, var keys) = subqueries.Extract(plan, items);
        double rows = GroupCount(plan.EstimatedRows, keys);
        return new Distinct(plan, keys) { EstimatedRows = rows };
    }

    // A property has its distinct values, a node as many as there are of its labels; of anything else the square root of the rows.
    private double GroupCount(double rows, List<ProjectionItem> keys)
    {
        double groups = 1;
        foreach (var key in keys)
        {
            groups *= key.Expression switch
            {
                BoundVariable { Variable: var node } when node.Type.IsOnly(TypeKinds.Node) =>
                    Math.Max(1, context.Patterns.Nodes(context.Labels.Of(node))),
                BoundProperty { Operand: BoundVariable owner } property
                    when owner.Type.IsOnly(TypeKinds.Node)
                        && context.Statistics.NodeProperty(property.Key) is { } estimate =>
                    Math.Max(
                        1,
                        Math.Min(
                            estimate.DistinctCount,
                            context.Patterns.Nodes(context.Labels.Of(owner.Variable))
                        )
                    ),
                BoundLiteral or BoundParameter => 1,
                _ => Math.Max(1, Math.Sqrt(rows)),
            };
        }
        return Math.Min(rows, groups);
    }

    private PlanNode Project(PlanNode plan, List<ProjectionItem> items)
    {
        if (items.Count == 0)
        {
            return plan;
        }
        (plan, var extracted) = subqueries.Extract(plan, items);
        return new Projection(plan, extracted) { EstimatedRows = plan.EstimatedRows };
    }

    private (PlanNode Plan, List<SortItem> Keys) SortKeys(
        PlanNode plan,
        IReadOnlyList<BoundSortItem> orderBy
    )
    {
        var keys = new List<SortItem>();
        var computed = new List<ProjectionItem>();
        foreach (var item in orderBy)
        {
            if (item.Expression is BoundVariable { Variable: var column })
            {
                keys.Add(new SortItem(column, item.IsDescending));
                continue;
            }
            var key = context.Variables.Named(item.Expression.ToString(), item.Expression.Type);
            computed.Add(new ProjectionItem(key, item.Expression));
            keys.Add(new SortItem(key, item.IsDescending));
        }
        return (Project(plan, computed), keys);
    }

    private static PlanNode Slice(PlanNode plan, BoundProjection projection, List<SortItem> keys)
    {
        double rows = plan.EstimatedRows;
        if (keys.Count > 0)
        {
            plan = projection.Limit is null
                ? new Sort(plan, keys)
                : new Top(plan, keys, projection.Limit, projection.Skip);
            rows = projection.Limit is null
                ? rows
                : Math.Min(rows, Count(projection.Limit) + Count(projection.Skip));
            plan.EstimatedRows = rows;
        }
        if (projection.Skip is not null)
        {
            rows = Math.Max(0, rows - Count(projection.Skip));
            plan = new Skip(plan, projection.Skip) { EstimatedRows = rows };
        }
        if (projection.Limit is not null && keys.Count == 0)
        {
            rows = Math.Min(rows, Count(projection.Limit));
            plan = new Limit(plan, projection.Limit) { EstimatedRows = rows };
        }
        return plan;
    }

    private static double Count(BoundExpression? count) =>
        count switch
        {
            null => 0,
            BoundLiteral literal => literal.Value.AsInteger(),
            _ => AssumedRowCount,
        };
}
