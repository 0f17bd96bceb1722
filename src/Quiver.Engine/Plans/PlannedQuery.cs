using Quiver.Cypher.Planning;
using Quiver.Model.Values;

namespace Quiver.Engine.Plans;

/// <summary>A plan for a query, and the values of what were literals in the query's text and are parameters in the plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Values">The values by name.</param>
internal readonly record struct PlannedQuery(
    QueryPlan Plan,
    IReadOnlyList<KeyValuePair<string, Value>> Values
)
{
    /// <summary>What it was asked for; without a text where nobody has asked yet.</summary>
    public PlanKey Key { get; init; }

    /// <summary>All parameters of the plan.</summary>
    /// <param name="parameters">Those that the client sent.</param>
    public IReadOnlyDictionary<string, Value> Parameters(
        IReadOnlyDictionary<string, Value> parameters
    ) => Values.Count == 0 ? parameters : new MapValue([.. parameters, .. Values]);
}
