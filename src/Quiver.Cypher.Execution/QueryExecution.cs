using Quiver.Cypher.Planning;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Transactions;

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
    /// <param name="transaction">
    /// The transaction through which a plan that writes makes its changes; the snapshot is what it reads. Must outlive the changes, not the
    /// cursor. Null for a plan that only reads.
    /// </param>
    /// <returns>The query's rows.</returns>
    /// <exception cref="Model.Status.CypherException"><c>Statement.ParameterMissing</c>, or a constant of the plan that has the wrong type.</exception>
    public static QueryCursor Start(
        QueryPlan plan,
        Snapshot snapshot,
        MapValue parameters,
        ExecutionOptions options,
        CancellationToken cancellation,
        WriteTransaction? transaction = null
    )
    {
        CheckParameters(plan, parameters);
        var context = new QueryContext(
            snapshot,
            parameters,
            options,
            cancellation,
            plan.Root.Writes ? transaction : null
        );
        var profile = options.Profile ? NewProfile(plan) : [];
        try
        {
            var root = new OperatorBuilder(context, profile).Build(plan.Root);
            return new QueryCursor(plan.Columns, root, context, profile);
        }
        catch
        {
            context.DisposeResources();
            throw;
        }
    }

    private static void CheckParameters(QueryPlan plan, MapValue parameters)
    {
        List<string>? missing = null;
        foreach (string name in plan.Parameters)
        {
            if (!parameters.ContainsKey(name))
            {
                (missing ??= []).Add(name);
            }
        }
        if (missing is not null)
        {
            throw RuntimeErrors.MissingParameters(missing);
        }
    }

    private static OperatorProfile[] NewProfile(QueryPlan plan)
    {
        var profile = new OperatorProfile[plan.NodeCount];
        for (int i = 0; i < profile.Length; i++)
        {
            profile[i] = new OperatorProfile();
        }
        return profile;
    }
}
