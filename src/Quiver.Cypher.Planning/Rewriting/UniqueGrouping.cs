using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Rewriting;

/// <summary>
/// Marks the aggregations that group different nodes of a label by a property that a constraint keeps unique: each row is a group of its own, unless the node lacks the property.
/// </summary>
internal static class UniqueGrouping
{
    /// <summary>Marks those of a whole plan.</summary>
    public static void Mark(PlanNode node, IPlanningStatistics statistics)
    {
        if (
            node is EagerAggregation aggregation
            && aggregation.GroupingKeys
                is [{ Expression: BoundProperty { Operand: BoundVariable owner } property }]
            && LabelOfScanned(aggregation.Source, owner.Variable) is { } label
        )
        {
            aggregation.HasUniqueKey = statistics.Indexes.Any(index =>
                index is { IsUnique: true, IsRelationship: false, Keys: [var key] }
                && key == property.Key
                && index.Token == label
            );
        }
        foreach (var child in node.Children)
        {
            Mark(child, statistics);
        }
    }

    /// <summary>The label by which a node is scanned whose rows nothing in between makes more; null when it is not like that.</summary>
    private static string? LabelOfScanned(PlanNode source, Variable node) =>
        source switch
        {
            Filter or Projection => LabelOfScanned(source.Children[0], node),
            NodeByLabelScan scan when scan.Node == node => scan.Label,
            _ => null,
        };
}
