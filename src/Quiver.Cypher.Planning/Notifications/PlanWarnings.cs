using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Notifications;

/// <summary>The notifications that only a finished plan can tell.</summary>
internal static class PlanWarnings
{
    /// <summary>What a plan gives cause for.</summary>
    /// <param name="root">The plan.</param>
    /// <param name="statistics">The counts and indexes that it was made with.</param>
    public static IReadOnlyList<PlanNotification> Of(PlanNode root, IPlanningStatistics statistics)
    {
        var nodes = new List<PlanNode>();
        Collect(root, nodes);
        var found = new List<PlanNotification>();
        if (nodes.Exists(static n => n is LoadCsv))
        {
            var large = nodes
                .OfType<NodeByLabelScan>()
                .Select(static s => s.Label)
                .FirstOrDefault(l =>
                    statistics.NodesWithLabel(l) > PlanningLimits.MaxNodesToScanForCsv
                );
            if (large is not null)
            {
                found.Add(PlanNotifications.NoApplicableIndex(large));
            }
            if (nodes.Exists(static n => n is Eager { Output.Count: > 0 }))
            {
                found.Add(PlanNotifications.EagerOperator());
            }
        }
        foreach (var filter in nodes.OfType<Filter>())
        {
            if (Token(filter) is var (token, isRelationship) && HasIndex(token, isRelationship))
            {
                found.Add(PlanNotifications.DynamicProperty(token, isRelationship));
            }
        }
        return [.. found.Distinct()];

        bool HasIndex(string token, bool isRelationship) =>
            statistics.Indexes.Any(i => i.Token == token && i.IsRelationship == isRelationship);
    }

    private static void Collect(PlanNode node, List<PlanNode> nodes)
    {
        nodes.Add(node);
        foreach (var child in node.Children)
        {
            Collect(child, nodes);
        }
    }

    /// <summary>The label or type that is gone through for a condition on a computed key of its nodes or relationships; null where there is none.</summary>
    private static (string Token, bool IsRelationship)? Token(Filter filter) =>
        filter.Source switch
        {
            NodeByLabelScan scan when AsksComputedKey(filter, scan.Node) => (scan.Label, false),
            RelationshipTypeScan { Types: [var type] } scan
                when AsksComputedKey(filter, scan.Relationship) => (type, true),
            _ => null,
        };

    private static bool AsksComputedKey(Filter filter, Variable entity) =>
        filter.Predicate.Contains(e =>
            e is BoundIndex { Left: BoundVariable of } && of.Variable == entity
        );
}
