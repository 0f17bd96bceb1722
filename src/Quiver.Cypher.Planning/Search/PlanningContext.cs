using System.Diagnostics;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Costing;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Notifications;
using PlannerHintKind = Quiver.Cypher.Syntax.Tree.PlannerHintKind;

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

    /// <summary>Plans the subqueries in conditions. Set by the planner of clauses when it is made.</summary>
    public SubqueryPlanner Subqueries
    {
        get => field ?? throw new UnreachableException("Nobody plans subqueries here.");
        set;
    }

    /// <summary>Estimates conditions.</summary>
    public SelectivityEstimator Selectivity { get; } = new(statistics);

    /// <summary>Estimates patterns.</summary>
    public PatternEstimator Patterns { get; } = new(statistics);

    /// <summary>The hints that could not be followed.</summary>
    public List<PlanNotification> Notifications { get; } = [];

    /// <summary>What is known of nodes from the clauses planned so far.</summary>
    public KnownLabels Labels { get; } = new();

    /// <summary>Notes hints of indexes that do not exist.</summary>
    public void NoteMissing(IReadOnlyList<BoundHint> hints)
    {
        foreach (var hint in hints)
        {
            if (hint.IsIndex && !Statistics.Indexes.Any(hint.Fits))
            {
                Note(PlanNotifications.HintedIndexNotFound(hint));
            }
        }
    }

    /// <summary>Notes hints of joins that no plan follows.</summary>
    public void NoteUnfulfilled(IReadOnlyList<BoundHint> hints)
    {
        foreach (var hint in hints)
        {
            if (hint.Kind == PlannerHintKind.Join)
            {
                Note(PlanNotifications.JoinHintUnfulfillable(hint));
            }
        }
    }

    /// <summary>Notes conditions on a shortest path that only whole paths can show.</summary>
    public void NoteExhaustive(IReadOnlyList<BoundExpression> predicates)
    {
        if (predicates.Count > 0)
        {
            Note(PlanNotifications.ExhaustiveShortestPath(string.Join(", ", predicates)));
        }
    }

    private void Note(PlanNotification notification)
    {
        if (!Notifications.Contains(notification))
        {
            Notifications.Add(notification);
        }
    }
}
