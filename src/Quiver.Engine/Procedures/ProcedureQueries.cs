using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Execution.Transactions;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Planning.Plans;
using Quiver.Engine.Plans;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Transactions;

namespace Quiver.Engine.Procedures;

/// <summary>Runs the queries that procedures take. They read the graph, or change it in transactions of their own, and ask nothing that depends on who asks.</summary>
/// <param name="services">Plans them.</param>
internal sealed class ProcedureQueries(EngineServices services) : IProcedureQueries
{
    /// <inheritdoc/>
    public QueryCursor Run(
        string query,
        MapValue parameters,
        Snapshot snapshot,
        CancellationToken cancellation
    )
    {
        var planned = services.Planner.Plan(query, snapshot);
        return planned.Plan.QueryType == QueryType.Read
            ? Start(planned, parameters, snapshot, transactions: null, cancellation)
            : throw EngineErrors.ProcedureQueryReadsOnly();
    }

    /// <inheritdoc/>
    public QueryCursor RunChanges(
        string query,
        MapValue parameters,
        Snapshot snapshot,
        WriteTransaction transaction,
        CancellationToken cancellation
    )
    {
        var planned = services.Planner.Plan(query, snapshot);
        var root = planned.Plan.Root;
        return !root.RunsTransactions && !root.HasEffects
            ? Start(planned, parameters, snapshot, transactions: null, cancellation, transaction)
            : throw EngineErrors.ProcedureQueryChangesOnly();
    }

    /// <inheritdoc/>
    public string NameColumns(string statement) => ColumnNaming.Apply(statement);

    /// <inheritdoc/>
    public QueryCursor RunTransactions(
        string query,
        MapValue parameters,
        Snapshot snapshot,
        IInnerTransactions transactions,
        CancellationToken cancellation
    )
    {
        var planned = services.Planner.Plan(query, snapshot);
        return !planned.Plan.Root.Writes
            ? Start(planned, parameters, snapshot, transactions, cancellation)
            : throw EngineErrors.ProcedureQueryReadsOnly();
    }

    private QueryCursor Start(
        PlannedQuery planned,
        MapValue parameters,
        Snapshot snapshot,
        IInnerTransactions? transactions,
        CancellationToken cancellation,
        WriteTransaction? transaction = null
    )
    {
        var plan = planned.Plan;
        if (plan.Command is not null || plan.Mode != PlanMode.Run || Shows(plan.Root))
        {
            throw transaction is null
                ? EngineErrors.ProcedureQueryReadsOnly()
                : EngineErrors.ProcedureQueryChangesOnly();
        }
        var options = new ExecutionOptions
        {
            Clock = services.Clock,
            Csv = services.Csv,
            Procedures = services.Procedures,
            Transactions = transactions,
        };
        var all = new MapValue([.. parameters, .. planned.Values]);
        return QueryExecution.Start(plan, snapshot, all, options, cancellation, transaction);
    }

    private static bool Shows(PlanNode node) =>
        node is ShowRows || node.Children.Any(static c => Shows(c));
}
