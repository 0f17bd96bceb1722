using System.Numerics;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Cypher.Syntax;
using Quiver.Model.Status;
using Quiver.Storage;

namespace Quiver.Engine.Plans;

/// <summary>Makes plans for queries, and keeps them as long as they are good.</summary>
/// <param name="capacity">The most plans kept.</param>
/// <param name="procedures">The procedures that queries may call.</param>
/// <remarks>Thread safe. Two threads that need the same new plan both make it: the last one is kept.</remarks>
internal sealed class QueryPlanner(int capacity, ProcedureCatalog procedures)
{
    private readonly PlanCache _cache = new(capacity);

    /// <summary>The plan of a query over a snapshot. Queries that differ only in literals share one.</summary>
    /// <exception cref="CypherException">The query is wrong.</exception>
    public PlannedQuery Plan(string query, Snapshot snapshot)
    {
        var key = KeyOf(query, snapshot);
        if (_cache.TryGet(key, out var plan))
        {
            return new PlannedQuery(plan, []);
        }
        if (query.Length <= PlanCache.MaxQueryLength && TryShare(key, snapshot) is { } shared)
        {
            return shared;
        }
        plan = Make(query, snapshot);
        _cache.Add(key, plan);
        return new PlannedQuery(plan, []);
    }

    /// <summary>Forgets all plans; gives how many they were.</summary>
    public int Clear()
    {
        int count = _cache.Count;
        _cache.Clear();
        return count;
    }

    // What is wrong with a query, and what is to be noted about it, is said with places in its own text.
    private PlannedQuery? TryShare(PlanKey key, Snapshot snapshot)
    {
        if (LiteralExtraction.TryExtract(key.Query) is not { } extracted)
        {
            return null;
        }
        var shared = key with { Query = extracted.Query };
        if (!_cache.TryGet(shared, out var plan))
        {
            try
            {
                plan = Make(extracted.Query, snapshot);
            }
            catch (CypherException)
            {
                return null;
            }
            if (plan.Notifications.Count > 0)
            {
                return null;
            }
            _cache.Add(shared, plan);
        }
        return new PlannedQuery(plan, extracted.Values);
    }

    private QueryPlan Make(string query, Snapshot snapshot)
    {
        var statement = CypherParser.Parse(query);
        var statistics = new SnapshotStatistics(snapshot, procedures);
        return CypherPlanner.Plan(statement, statistics, statistics);
    }

    private static PlanKey KeyOf(string query, Snapshot snapshot)
    {
        var tokens = snapshot.Tokens;
        return new PlanKey(
            snapshot.DatabaseId,
            tokens.Labels.Count + tokens.RelationshipTypes.Count + tokens.PropertyKeys.Count,
            Magnitude(snapshot.NodeCount),
            Magnitude(snapshot.RelationshipCount),
            snapshot.Schema.Version,
            query
        );
    }

    private static int Magnitude(long count) => BitOperations.Log2((ulong)count + 1) / 2;
}
