using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Planning.Plans;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Engine.Procedures;

/// <summary>Runs the queries that procedures take. They read the graph, and ask nothing that depends on who asks.</summary>
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
        var plan = planned.Plan;
        if (
            plan.QueryType != QueryType.Read
            || plan.Command is not null
            || plan.Mode != PlanMode.Run
            || Shows(plan.Root)
        )
        {
            throw EngineErrors.ProcedureQueryReadsOnly();
        }
        var options = new ExecutionOptions
        {
            Clock = services.Clock,
            Csv = services.Csv,
            Procedures = services.Procedures,
        };
        var all = new MapValue([.. parameters, .. planned.Values]);
        return QueryExecution.Start(plan, snapshot, all, options, cancellation);
    }

    private static bool Shows(PlanNode node) =>
        node is ShowRows || node.Children.Any(static c => Shows(c));
}
