using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Costing;

namespace Quiver.Cypher.Planning.Search;

/// <summary>What the planners of one query share.</summary>
/// <param name="statistics">The database's counts.</param>
/// <param name="variables">Makes further variables.</param>
internal sealed class PlanningContext(IPlanningStatistics statistics, VariableFactory variables)
{
    /// <summary>The database's counts.</summary>
    public IPlanningStatistics Statistics { get; } = statistics;

    /// <summary>Makes further variables.</summary>
    public VariableFactory Variables { get; } = variables;

    /// <summary>Estimates conditions.</summary>
    public SelectivityEstimator Selectivity { get; } = new(statistics);

    /// <summary>Estimates patterns.</summary>
    public PatternEstimator Patterns { get; } = new(statistics);

    /// <summary>What is known of nodes from the clauses planned so far.</summary>
    public KnownLabels Labels { get; } = new();
}
