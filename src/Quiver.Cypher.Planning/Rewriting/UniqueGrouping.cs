using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Rewriting;

/// <summary>
/// Marks the aggregations that group the rows of a scan by the node itself, or nodes of a label by a property that a constraint keeps unique: each row is a group of its own, unless
/// the node lacks the property.
/// </summary>
internal static class UniqueGrouping
{
    /// <summary>Marks those of a whole plan.</summary>
    public static void Mark(PlanNode node, IPlanningStatistics statistics)
    {
        if (node is EagerAggregation { GroupingKeys: [var key] } aggregation)
        {
            aggregation.HasUniqueKey = key.Expression switch
            {
                BoundVariable { Variable: var scanned } => IsScanned(aggregation.Source, scanned),
                BoundProperty { Operand: BoundVariable { Variable: var owner }, Key: var name } =>
                    LabelOfScanned(aggregation.Source, owner) is { } label
                        && statistics.Indexes.Any(index =>
                            index is { IsUnique: true, IsRelationship: false, Keys: [var only] }
                            && only == name
                            && index.Token == label
                        ),
                _ => false,
            };
        }
        foreach (var child in node.Children)
        {
            Mark(child, statistics);
        }
    }

    private static bool IsScanned(PlanNode source, Variable node) =>
        source is AllNodesScan all ? all.Node == node
        : source is Filter or Projection ? IsScanned(source.Children[0], node)
        : LabelOfScanned(source, node) is not null;

    /// <summary>The label by which a node is scanned whose rows nothing in between makes more; null when it is not like that.</summary>
    private static string? LabelOfScanned(PlanNode source, Variable node) =>
        source switch
        {
            Filter or Projection => LabelOfScanned(source.Children[0], node),
            NodeByLabelScan scan when scan.Node == node => scan.Label,
            _ => null,
        };
}
