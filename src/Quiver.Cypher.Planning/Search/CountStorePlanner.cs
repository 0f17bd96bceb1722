using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Binding.Labels;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Recognises queries whose answer is one of the counts that every snapshot has.</summary>
internal static class CountStorePlanner
{
    /// <summary>The plan of a MATCH and the counting projection after it; null when the counts do not answer it.</summary>
    public static PlanNode? TryPlan(
        BoundClause clause,
        BoundClause? next,
        IPlanningStatistics statistics
    )
    {
        bool isCount =
            clause is BoundMatch { IsOptional: false, KnownNodes.Count: 0, ShortestPaths.Count: 0 }
            && next
                is BoundProjection
                {
                    Aggregation:
                    { GroupingKeys.Count: 0, Aggregates: [{ Expression: AggregateCall }] }
                };
        if (!isCount)
        {
            return null;
        }
        var match = (BoundMatch)clause;
        var aggregate = ((BoundProjection)next!).Aggregation!.Aggregates[0];
        if (!CountsRows((AggregateCall)aggregate.Expression, match))
        {
            return null;
        }
        PlanNode? plan = match switch
        {
            { Nodes: [var node], Relationships.Count: 0 } => NodeCount(
                match,
                node,
                aggregate.Variable
            ),
            { Nodes.Count: 2, Relationships: [var step] } => RelationshipCount(
                match,
                step,
                aggregate.Variable
            ),
            _ => null,
        };
        if (plan is not null)
        {
            plan.EstimatedRows = 1;
        }
        return plan;
    }

    // No part of a match is null, so counting one of them counts the rows.
    private static bool CountsRows(AggregateCall call, BoundMatch match)
    {
        if (call.Function.Name != "count" || call.IsDistinct)
        {
            return false;
        }
        return call.Arguments switch
        {
            [] => true,
            [BoundVariable { Variable: var counted }] => match.Nodes.Contains(counted)
                || match.Relationships.Any(r => r.Variable == counted),
            _ => false,
        };
    }

    private static NodeCountFromCountStore? NodeCount(
        BoundMatch match,
        Variable node,
        Variable count
    ) =>
        match.Predicates.Count switch
        {
            0 => new NodeCountFromCountStore(count, label: null),
            1 when LabelOf(match.Predicates[0], node) is { } label => new NodeCountFromCountStore(
                count,
                label
            ),
            _ => null,
        };

    private static RelationshipCountFromCountStore? RelationshipCount(
        BoundMatch match,
        PatternRelationship step,
        Variable count
    )
    {
        bool isCounted = step is { Length: null, Direction: not Direction.Both };
        if (!isCounted || match.Predicates.Count > 1)
        {
            return null;
        }
        bool isOutgoing = step.Direction == Direction.Outgoing;
        var (start, end) = isOutgoing ? (step.Left, step.Right) : (step.Right, step.Left);
        string? startLabel = null;
        string? endLabel = null;
        if (match.Predicates is [var predicate])
        {
            startLabel = LabelOf(predicate, start);
            endLabel = LabelOf(predicate, end);
            if ((startLabel ?? endLabel) is null)
            {
                return null;
            }
        }
        return new RelationshipCountFromCountStore(count, startLabel, step.Types, endLabel);
    }

    private static string? LabelOf(BoundExpression predicate, Variable node) =>
        predicate
            is BoundHasLabels
            {
                Operand: BoundVariable { Variable: var owner },
                Labels: BoundLabelName name
            }
        && owner == node
            ? name.Name
            : null;
}
