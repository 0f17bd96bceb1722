using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Plans CALL of procedures and of subqueries.</summary>
/// <param name="subqueries">Plans the subqueries in arguments and conditions.</param>
/// <param name="clauses">Plans the called subqueries.</param>
internal sealed class CallPlanner(SubqueryPlanner subqueries, ClausePlanner clauses)
{
    /// <summary>How many rows a procedure is assumed to give.</summary>
    private const double AssumedRows = 10;

    /// <summary>Plans a call of a procedure over the rows from before it.</summary>
    public PlanNode Plan(PlanNode source, BoundProcedureCall call)
    {
        var arguments = new List<Binding.Expressions.BoundExpression>();
        foreach (var argument in call.Arguments)
        {
            (source, var value) = subqueries.Extract(source, argument);
            arguments.Add(value);
        }
        double rows = call.Procedure.Columns.Count == 0 ? 1 : AssumedRows;
        PlanNode plan = new ProcedureCall(source, call.Procedure, arguments, call.Columns)
        {
            IsOptional = call.IsOptional,
            IsCypher25 = call.IsCypher25,
            EstimatedRows = source.EstimatedRows * rows,
        };
        return call.Where is null ? plan : subqueries.Filter(plan, call.Where);
    }

    /// <summary>Plans a call of a subquery over the rows from before it.</summary>
    public PlanNode Plan(PlanNode source, BoundSubqueryCall call)
    {
        var arguments = source.Output.Where(call.Imports.Contains).ToList();
        var right = clauses.Plan(call.Query, arguments);
        if (call.Query.Columns.Count == 0)
        {
            // It is there for what it does: whatever its rows, the row for which it ran stays, once.
            right = new EagerAggregation(right, [], []) { EstimatedRows = 1 };
        }
        else if (call.IsOptional)
        {
            right = new Optional(right, arguments)
            {
                EstimatedRows = Math.Max(1, right.EstimatedRows),
            };
        }
        double rows = source.EstimatedRows * right.EstimatedRows;
        if (call.Transactions is { } transactions)
        {
            bool isUnit = call.Query.Columns.Count == 0;
            var batches = new TransactionApply(
                source,
                right,
                transactions.Settings,
                transactions.Status,
                isUnit
            )
            {
                EstimatedRows = rows,
            };
            // All transactions have ended before the first row leaves.
            return new Eager(batches) { EstimatedRows = rows };
        }
        if (!right.Writes)
        {
            return new Apply(source, right) { EstimatedRows = rows };
        }
        // What it changes must be seen neither below it nor, half done, above it.
        source = new Eager(source) { EstimatedRows = source.EstimatedRows };
        var apply = new Apply(source, right) { EstimatedRows = rows };
        return new Eager(apply) { EstimatedRows = rows };
    }
}
