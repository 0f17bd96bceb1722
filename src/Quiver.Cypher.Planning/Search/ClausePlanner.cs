using System.Diagnostics;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Plans queries clause by clause, each over the rows of those before.</summary>
internal sealed class ClausePlanner
{
    /// <summary>How many elements UNWIND is assumed to give for a list whose length is not written in the query.</summary>
    private const double AssumedListLength = 10;

    /// <summary>How many rows a list of the server's things is assumed to have.</summary>
    private const double AssumedShownRows = 10;

    /// <summary>How many rows the file of LOAD CSV is assumed to have.</summary>
    private const double AssumedFileLength = 1000;

    private readonly PlanningContext _context;

    private readonly SubqueryPlanner _subqueries;

    private readonly MatchPlanner _matches;

    private readonly ProjectionPlanner _projections;

    private readonly UpdatePlanner _updates;

    private readonly CallPlanner _calls;

    private readonly DegreeGrouping _degrees;

    public ClausePlanner(PlanningContext context)
    {
        _context = context;
        _subqueries = new SubqueryPlanner(context, this);
        context.Subqueries = _subqueries;
        _matches = new MatchPlanner(context, _subqueries);
        _projections = new ProjectionPlanner(context, _subqueries);
        _updates = new UpdatePlanner(context, _subqueries, _matches, this);
        _calls = new CallPlanner(_subqueries, this);
        _degrees = new DegreeGrouping(context);
    }

    /// <summary>Plans a query that starts from one row of some columns.</summary>
    public PlanNode Plan(BoundQuery query, IReadOnlyList<Variable> arguments) =>
        query switch
        {
            BoundSingleQuery single => Single(single, arguments),
            BoundUnion union => Union(union, arguments),
            _ => throw new UnreachableException(query.GetType().Name),
        };

    private PlanNode Single(BoundSingleQuery query, IReadOnlyList<Variable> arguments)
    {
        PlanNode plan = new Argument(arguments) { EstimatedRows = 1 };
        var clauses = query.Clauses;
        for (int i = 0; i < clauses.Count; i++)
        {
            var next = i + 1 < clauses.Count ? clauses[i + 1] : null;
            if (
                i == 0
                && CountStorePlanner.TryPlan(clauses[i], next, _context.Statistics) is { } count
            )
            {
                plan =
                    arguments.Count == 0
                        ? count
                        : new CartesianProduct(plan, count) { EstimatedRows = 1 };
                plan = _projections.Finish(plan, (BoundProjection)next!, arguments);
                i++;
            }
            else if (_degrees.TryMake(clauses[i], next) is { } byDegree)
            {
                plan = Grouped(plan, byDegree, arguments);
                i++;
            }
            else
            {
                plan = clauses[i] is BoundMatch match
                    ? _matches.Plan(plan, match, arguments.Count > 0, ReadsAll(clauses, i + 1))
                    : Clause(plan, clauses[i], arguments);
            }
            CheckHeight(plan);
        }
        return plan;
    }

    // Whether all rows that come to a clause are wanted, not only the first ones.
    private static bool ReadsAll(IReadOnlyList<BoundClause> clauses, int from)
    {
        for (int i = from; i < clauses.Count; i++)
        {
            if (clauses[i] is not BoundProjection projection)
            {
                continue;
            }
            if (projection.Aggregation is not null || projection.OrderBy.Count > 0)
            {
                return true;
            }
            if (projection.Limit is not null)
            {
                return false;
            }
        }
        return true;
    }

    private PlanNode Grouped(
        PlanNode plan,
        DegreeGrouping.Replacement replacement,
        IReadOnlyList<Variable> arguments
    )
    {
        if (replacement.Match is not null)
        {
            plan = _matches.Plan(plan, replacement.Match, isCorrelated: arguments.Count > 0);
        }
        plan = new Projection(plan, [replacement.Degree]) { EstimatedRows = plan.EstimatedRows };
        if (replacement.Condition is not null)
        {
            plan = new Filter(plan, replacement.Condition) { EstimatedRows = plan.EstimatedRows };
        }
        return _projections.Plan(plan, replacement.Projection, arguments);
    }

    private static void CheckHeight(PlanNode plan)
    {
        if (plan.Height > PlanningLimits.MaxPlanHeight)
        {
            throw PlanningErrors.PlanTooHigh();
        }
    }

    private PlanNode Clause(PlanNode source, BoundClause clause, IReadOnlyList<Variable> arguments)
    {
        switch (clause)
        {
            case BoundProjection projection:
                return _projections.Plan(source, projection, arguments);
            case BoundShow { IsForEachRow: true } show:
                return new ShowForRows(source, show)
                {
                    EstimatedRows = source.EstimatedRows * AssumedShownRows,
                };
            case BoundShow show:
                return new ShowRows(show) { EstimatedRows = AssumedShownRows };
            case BoundLoadCsv load:
                (source, var url) = _subqueries.Extract(source, load.Url);
                return new LoadCsv(source, url, load.Format, load.Columns)
                {
                    EstimatedRows = source.EstimatedRows * AssumedFileLength,
                };
            case BoundProcedureCall call:
                return _calls.Plan(source, call);
            case BoundSubqueryCall call:
                return _calls.Plan(source, call);
            case BoundUnwind unwind:
                (source, var list) = _subqueries.Extract(source, unwind.List);
                double length = list is BoundList literal
                    ? literal.Elements.Count
                    : AssumedListLength;
                return new Unwind(source, list, unwind.Element)
                {
                    EstimatedRows = source.EstimatedRows * length,
                };
            default:
                return _updates.Plan(source, clause);
        }
    }

    private PlanNode Union(BoundUnion union, IReadOnlyList<Variable> arguments)
    {
        var plan = Union(union, 0, union.Parts.Count, union.Columns, arguments);
        if (plan.Writes)
        {
            plan = new Eager(plan) { EstimatedRows = plan.EstimatedRows };
        }
        CheckHeight(plan);
        return union.IsAll
            ? plan
            : new Distinct(
                plan,
                [.. union.Columns.Select(static c => new ProjectionItem(c, new BoundVariable(c)))]
            )
            {
                EstimatedRows = plan.EstimatedRows,
            };
    }

    // Halved again and again, so that a long union does not become a deep plan.
    private PlanNode Union(
        BoundUnion union,
        int start,
        int end,
        IReadOnlyList<Variable> columns,
        IReadOnlyList<Variable> arguments
    )
    {
        int middle = start + ((end - start) / 2);
        var (left, leftColumns) = UnionSide(union, start, middle, arguments);
        var (right, rightColumns) = UnionSide(union, middle, end, arguments);
        var joined = columns.Select((c, i) => new UnionColumn(c, leftColumns[i], rightColumns[i]));
        return new Union(left, right, [.. joined])
        {
            EstimatedRows = left.EstimatedRows + right.EstimatedRows,
        };
    }

    private (PlanNode Plan, IReadOnlyList<Variable> Columns) UnionSide(
        BoundUnion union,
        int start,
        int end,
        IReadOnlyList<Variable> arguments
    )
    {
        if (end - start == 1)
        {
            var part = union.Parts[start];
            return (Single(part.Query, arguments), part.Columns);
        }
        Variable[] columns =
        [
            .. union.Columns.Select(c => _context.Variables.Named(c.Name, c.Type)),
        ];
        return (Union(union, start, end, columns, arguments), columns);
    }
}
