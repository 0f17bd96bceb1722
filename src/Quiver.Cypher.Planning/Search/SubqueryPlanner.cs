using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Functions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Makes operators of the subqueries in expressions.</summary>
internal sealed class SubqueryPlanner
{
    /// <summary>The fraction of rows for which a subquery is assumed to find something.</summary>
    private const double ExistenceSelectivity = 0.5;

    private readonly Dictionary<BoundSubquery, PlanNode> _rights = new(
        ReferenceEqualityComparer.Instance
    );

    private readonly PlanningContext _context;

    private readonly ClausePlanner _clauses;

    public SubqueryPlanner(PlanningContext context, ClausePlanner clauses)
    {
        _context = context;
        _clauses = clauses;
    }

    /// <summary>The fraction of rows that is assumed to satisfy a condition with subqueries.</summary>
    public static double SelectivityOf(BoundExpression predicate, PlanningContext context) =>
        predicate
            is BoundSubquery { Result: SubqueryResult.Exists }
                or BoundNot { Operand: BoundSubquery { Result: SubqueryResult.Exists } }
            ? ExistenceSelectivity
            : context.Selectivity.Estimate(predicate, context.Statistics.NodeCount);

    /// <summary>The rows of a plan that satisfy a condition, which may hold subqueries.</summary>
    public PlanNode Filter(PlanNode plan, BoundExpression predicate)
    {
        switch (predicate)
        {
            case BoundAnd and:
                return and
                    .Operands.OrderBy(static o => o.Contains(static e => e is BoundSubquery))
                    .Aggregate(plan, Filter);
            case BoundSubquery { Result: SubqueryResult.Exists } exists
                when DegreeFinder.TryMake(exists) is null:
                var present = new SemiApply(plan, Right(exists));
                return Estimated(present, plan.EstimatedRows * ExistenceSelectivity);
            case BoundNot { Operand: BoundSubquery { Result: SubqueryResult.Exists } absent }
                when DegreeFinder.TryMake(absent) is null:
                var missing = new AntiSemiApply(plan, Right(absent));
                return Estimated(missing, plan.EstimatedRows * ExistenceSelectivity);
        }
        var (source, condition) = Extract(plan, predicate);
        double selectivity = _context.Selectivity.Estimate(
            predicate,
            _context.Statistics.NodeCount
        );
        return Estimated(new Filter(source, condition), plan.EstimatedRows * selectivity);
    }

    /// <summary>A plan with a column for each subquery in an expression, and the expression over those columns.</summary>
    public (PlanNode Plan, BoundExpression Expression) Extract(
        PlanNode plan,
        BoundExpression expression
    )
    {
        var result = expression.ReplaceTopDown(e =>
        {
            switch (e)
            {
                case BoundFunction
                {
                    Signature.Name: "size",
                    Arguments: [BoundSubquery { Result: SubqueryResult.Collect } collected]
                }:
                    return Counted(ref plan, collected);
                case BoundSubquery { Result: SubqueryResult.Count } counted:
                    return Counted(ref plan, counted);
                case BoundSubquery { Result: SubqueryResult.Exists } exists
                    when DegreeFinder.TryMake(exists) is { } degree:
                    return new BoundComparison(
                        ComparisonOperator.Greater,
                        degree,
                        BoundLiteral.Integer(0)
                    );
                case BoundSubquery subquery:
                    var value = _context.Variables.Anonymous(subquery.Type);
                    plan = Column(plan, subquery, value);
                    return new BoundVariable(value);
                case BoundListSubquery list:
                    (plan, var elements) = OverList(plan, list);
                    return elements;
                default:
                    return null;
            }
        });
        return (plan, result);
    }

    /// <summary>A plan with a column for each subquery in some items, and the items over those columns.</summary>
    public (PlanNode Plan, List<ProjectionItem> Items) Extract(
        PlanNode plan,
        IEnumerable<ProjectionItem> items
    )
    {
        var results = new List<ProjectionItem>();
        foreach (var item in items)
        {
            (plan, var expression) = Extract(plan, item.Expression);
            results.Add(item with { Expression = expression });
        }
        return (plan, results);
    }

    // How many rows a subquery gives, whatever would become of them.
    private BoundExpression Counted(ref PlanNode plan, BoundSubquery subquery)
    {
        if (DegreeFinder.TryMake(subquery) is { } degree)
        {
            return degree;
        }
        var count = _context.Variables.Anonymous(CypherType.Integer);
        var counted =
            subquery.Result == SubqueryResult.Count
                ? subquery
                : subquery with
                {
                    Result = SubqueryResult.Count,
                };
        plan = Column(plan, counted, count);
        return new BoundVariable(count);
    }

    private (PlanNode Plan, BoundExpression Expression) OverList(
        PlanNode plan,
        BoundListSubquery subquery
    )
    {
        (plan, var list) = Extract(plan, subquery.List);
        var column = new Projection(plan, [new ProjectionItem(subquery.Column, list)]);
        var value = _context.Variables.Anonymous(subquery.Type);
        plan = Column(Estimated(column, plan.EstimatedRows), subquery.Subquery, value);
        var isList = new BoundIsNull(new BoundVariable(subquery.Column), IsNegated: true);
        var alternative = new CaseAlternative(isList, new BoundVariable(value));
        return (plan, new BoundCase([alternative], Default: null, subquery.Type));
    }

    private PlanNode Column(PlanNode plan, BoundSubquery subquery, Variable value)
    {
        var right = Right(subquery);
        PlanNode node;
        switch (subquery.Result)
        {
            case SubqueryResult.Exists:
                node = new LetSemiApply(plan, right, value);
                break;
            case SubqueryResult.Collect:
                node = new RollUpApply(plan, right, subquery.Query.Columns[0], value);
                break;
            default:
                var call = new AggregateCall(
                    FunctionCatalog.Get("count"),
                    IsDistinct: false,
                    [],
                    CypherType.Integer
                );
                var count = new EagerAggregation(right, [], [new ProjectionItem(value, call)]);
                node = new Apply(plan, Estimated(count, 1));
                break;
        }
        return Estimated(node, plan.EstimatedRows);
    }

    // The search tries a condition in many places, and has one of them in the end.
    private PlanNode Right(BoundSubquery subquery)
    {
        if (!_rights.TryGetValue(subquery, out var right))
        {
            right = _clauses.Plan(subquery.Query, subquery.Imports);
            _rights.Add(subquery, right);
        }
        return right;
    }

    private static PlanNode Estimated(PlanNode node, double rows)
    {
        node.EstimatedRows = rows;
        return node;
    }
}
