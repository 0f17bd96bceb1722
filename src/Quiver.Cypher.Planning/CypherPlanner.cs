using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Notifications;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Rewriting;
using Quiver.Cypher.Planning.Search;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Commands;

namespace Quiver.Cypher.Planning;

/// <summary>Makes plans of parsed statements: binds names, simplifies, searches for the cheapest order, prunes columns.</summary>
public static class CypherPlanner
{
    /// <summary>Plans a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="catalog">The names that the database knows.</param>
    /// <param name="statistics">The counts that plans are weighed with. The plan is right whatever they say.</param>
    /// <exception cref="Model.Status.CypherException">The statement is wrong for any data.</exception>
    public static QueryPlan Plan(
        Statement statement,
        IPlanningCatalog catalog,
        IPlanningStatistics statistics
    )
    {
        var variables = new VariableFactory();
        var session = new BindingSession(statement, catalog, variables);
        if (statement.Query is Command command)
        {
            return Plan(command, ModeOf(statement), session);
        }
        new InTransactionsBinder(session).Check(statement.Query);
        var bound = QueryRewriter.Rewrite(session.Queries.Bind(statement.Query, new Scope(null)));
        var context = new PlanningContext(statistics, variables);
        var clauses = new ClausePlanner(context);
        var plan = clauses.Plan(bound, []);
        if (bound.Columns.Count == 0)
        {
            plan = new EmptyResult(plan);
        }
        var root = new ProduceResults(plan.CopyTree(), bound.Columns)
        {
            EstimatedRows = plan.EstimatedRows,
        };
        ColumnPruning.Prune(root);
        WalkPruning.Prune(root);
        UniqueGrouping.Mark(root, statistics);
        EarlyCuts.Mark(root);
        return new QueryPlan
        {
            Root = root,
            NodeCount = PlanNumbering.Number(root),
            Columns = [.. bound.Columns.Select(static c => c.Name)],
            Parameters = session.Parameters,
            QueryType =
                !root.Writes && !root.RunsTransactions ? QueryType.Read
                : bound.Columns.Count == 0 ? QueryType.Write
                : QueryType.ReadWrite,
            Mode = ModeOf(statement),
            Notifications =
            [
                .. session.Warnings.Notifications,
                .. context.Notifications,
                .. PlanWarnings.Of(root, statistics),
            ],
        };
    }

    private static QueryPlan Plan(Command command, PlanMode mode, BindingSession session)
    {
        session.Commands.Check(command);
        var change = new CommandNode(command) { EstimatedRows = 1 };
        var root = new ProduceResults(change, []) { EstimatedRows = 1 };
        return new QueryPlan
        {
            Root = root,
            NodeCount = PlanNumbering.Number(root),
            Columns = [],
            Parameters = session.Parameters,
            QueryType = QueryType.Schema,
            Mode = mode,
            Notifications = [],
            Command = command,
        };
    }

    private static PlanMode ModeOf(Statement statement) =>
        statement.Mode switch
        {
            StatementMode.Explain => PlanMode.Explain,
            StatementMode.Profile => PlanMode.Profile,
            _ => PlanMode.Run,
        };
}
