using System.Diagnostics;
using Quiver.Cypher.Planning;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Cypher.Execution;

/// <summary>Runs plans.</summary>
public static class QueryExecution
{
    /// <summary>Makes a query ready to give its rows. Reads nothing from the graph yet.</summary>
    /// <param name="plan">The plan; may be running elsewhere at the same time.</param>
    /// <param name="snapshot">The graph; must outlive the cursor, which does not dispose it.</param>
    /// <param name="parameters">The parameters that the client sent; may hold more than the query uses.</param>
    /// <param name="options">Limits and clocks.</param>
    /// <param name="cancellation">Ends the query at the next batch.</param>
    /// <returns>The query's rows.</returns>
    /// <exception cref="Model.Status.CypherException"><c>Statement.ParameterMissing</c>, or a constant of the plan that has the wrong type.</exception>
    public static QueryCursor Start(
        QueryPlan plan,
        Snapshot snapshot,
        MapValue parameters,
        ExecutionOptions options,
        CancellationToken cancellation
    ) => throw new UnreachableException();
}
