using System.Diagnostics;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Plans queries clause by clause, each over the rows of those before.</summary>
internal sealed class ClausePlanner
{
    /// <summary>How many elements UNWIND is assumed to give for a list whose length is not written in the query.</summary>
    private const double AssumedListLength = 10;

    private readonly PlanningContext _context;

    private readonly SubqueryPlanner _subqueries;

    private readonly MatchPlanner _matches;

    private readonly ProjectionPlanner _projections;

    public ClausePlanner(PlanningContext context)
    {
        _context = context;
        _subqueries = new SubqueryPlanner(context, this);
        _matches = new MatchPlanner(context, _subqueries);
        _projections = new ProjectionPlanner(context, _subqueries);
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
                plan = _projections.Finish(plan, (BoundProjection)next!);
                i++;
                continue;
            }
            plan = Clause(plan, clauses[i]);
        }
        return plan;
    }

    private PlanNode Clause(PlanNode source, BoundClause clause)
    {
        switch (clause)
        {
            case BoundMatch match:
                return _matches.Plan(source, match);
            case BoundProjection projection:
                return _projections.Plan(source, projection);
            case BoundUnwind unwind:
                (source, var list) = _subqueries.Extract(source, unwind.List);
                double length = list is Binding.Expressions.BoundList literal
                    ? literal.Elements.Count
                    : AssumedListLength;
                return new Unwind(source, list, unwind.Element)
                {
                    EstimatedRows = source.EstimatedRows * length,
                };
            default:
                throw new UnreachableException(clause.GetType().Name);
        }
    }

    private PlanNode Union(BoundUnion union, IReadOnlyList<Variable> arguments)
    {
        var plan = Single(union.Parts[0].Query, arguments);
        var left = union.Parts[0].Columns;
        for (int i = 1; i < union.Parts.Count; i++)
        {
            var part = union.Parts[i];
            var right = Single(part.Query, arguments);
            bool isLast = i == union.Parts.Count - 1;
            var columns = new UnionColumn[union.Columns.Count];
            for (int c = 0; c < columns.Length; c++)
            {
                var column = union.Columns[c];
                var variable = isLast ? column : _context.Variables.Named(column.Name, column.Type);
                columns[c] = new UnionColumn(variable, left[c], part.Columns[c]);
            }
            plan = new Union(plan, right, columns)
            {
                EstimatedRows = plan.EstimatedRows + right.EstimatedRows,
            };
            left = [.. columns.Select(static c => c.Variable)];
        }
        return union.IsAll
            ? plan
            : new Distinct(
                plan,
                [
                    .. union.Columns.Select(static c => new ProjectionItem(
                        c,
                        new Binding.Expressions.BoundVariable(c)
                    )),
                ]
            )
            {
                EstimatedRows = plan.EstimatedRows,
            };
    }
}
