using System.Numerics;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Cypher.Syntax;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Status;
using Quiver.Storage;

namespace Quiver.Engine.Plans;

/// <summary>Makes plans for queries, and keeps them as long as they are good.</summary>
/// <param name="capacity">The most plans kept.</param>
/// <param name="procedures">The procedures that queries may call.</param>
/// <remarks>Thread safe. Two threads that need the same new plan both make it: the last one is kept.</remarks>
internal sealed class QueryPlanner(int capacity, ProcedureCatalog procedures)
{
    // Longer texts with literals are looked at again each time: they are hardly sent twice, and this is kept beside the plans.
    private const int MaxKeptTextLength = 1024;

    private readonly PlanCache _cache = new(capacity);

    // Texts with literals that share another text's plan: who sends the same one again does not pay for the literals.
    private readonly PlanCache _texts = new(capacity);

    /// <summary>The plan of a query over a snapshot. Queries that differ only in literals share one.</summary>
    /// <param name="query">The query's text.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="language">The version of Cypher where the query names none.</param>
    /// <param name="previous">What the same transaction was given before: it is looked at first.</param>
    /// <exception cref="CypherException">The query is wrong.</exception>
    public PlannedQuery Plan(
        string query,
        Snapshot snapshot,
        LanguageVersion language = LanguageVersion.Cypher5,
        in PlannedQuery previous = default
    )
    {
        var key = KeyOf(query, snapshot, language);
        return previous.Key.Query is not null && previous.Key == key
            ? previous
            : Find(key, snapshot) with
            {
                Key = key,
            };
    }

    private PlannedQuery Find(in PlanKey key, Snapshot snapshot)
    {
        if (_cache.TryGet(key, out var planned) || _texts.TryGet(key, out planned))
        {
            return planned;
        }
        if (key.Query.Length <= PlanCache.MaxQueryLength && TryShare(key, snapshot) is { } shared)
        {
            return shared;
        }
        planned = new PlannedQuery(Make(key, snapshot), []);
        _cache.Add(key, planned);
        return planned;
    }

    /// <summary>Forgets all plans; gives how many they were.</summary>
    public int Clear()
    {
        int count = _cache.Count;
        _cache.Clear();
        _texts.Clear();
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
        if (!_cache.TryGet(shared, out var planned))
        {
            try
            {
                planned = new PlannedQuery(Make(shared, snapshot), []);
            }
            catch (CypherException)
            {
                return null;
            }
            if (planned.Plan.Notifications.Count > 0)
            {
                return null;
            }
            _cache.Add(shared, planned);
        }
        planned = planned with { Values = extracted.Values };
        if (key.Query.Length <= MaxKeptTextLength)
        {
            _texts.Add(key, planned);
        }
        return planned;
    }

    private QueryPlan Make(in PlanKey key, Snapshot snapshot)
    {
        var statement = CypherParser.Parse(
            key.Query,
            key.Language == LanguageVersion.Cypher25
                ? LanguageVersion.Cypher25
                : LanguageVersion.Default
        );
        var statistics = new SnapshotStatistics(snapshot, procedures);
        return CypherPlanner.Plan(statement, statistics, statistics);
    }

    private static PlanKey KeyOf(string query, Snapshot snapshot, LanguageVersion language)
    {
        var tokens = snapshot.Tokens;
        return new PlanKey(
            snapshot.DatabaseId,
            tokens.Labels.Count + tokens.RelationshipTypes.Count + tokens.PropertyKeys.Count,
            Magnitude(snapshot.NodeCount),
            Magnitude(snapshot.RelationshipCount),
            snapshot.Schema.Version,
            language,
            query
        );
    }

    private static int Magnitude(long count) => BitOperations.Log2((ulong)count + 1) / 2;
}
