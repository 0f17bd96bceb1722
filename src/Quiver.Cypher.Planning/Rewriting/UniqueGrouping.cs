using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model;
using Quiver.Model.Values;

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
        if (
            node is EagerAggregation
            {
                HasUniqueKey: false,
                GroupingKeys: [
                    { Expression: BoundProperty { Operand: BoundVariable grouped } property },
                ]
            } byProperty
        )
        {
            byProperty.UniqueIf = ConditionOf(
                byProperty.Source,
                grouped.Variable,
                property.Key,
                statistics
            );
        }
        foreach (var child in node.Children)
        {
            Mark(child, statistics);
        }
    }

    // Scanned nodes of which only those are left that have relationships of a type.
    private static UniqueKeyCondition? ConditionOf(
        PlanNode source,
        Variable node,
        string key,
        IPlanningStatistics statistics
    )
    {
        var positive = new List<Variable>();
        BoundDegree? degree = null;
        for (; source is Filter or Projection; source = source.Children[0])
        {
            if (
                source is Filter
                {
                    Predicate: BoundComparison
                    {
                        Operator: ComparisonOperator.Greater,
                        Left: BoundVariable { Variable: var filtered },
                        Right: BoundLiteral { Value: { Kind: ValueKind.Integer, Bits: >= 0 } }
                    }
                }
            )
            {
                positive.Add(filtered);
            }
            else if (source is Projection projection)
            {
                degree ??= projection
                    .Items.Where(i => positive.Contains(i.Variable))
                    .Select(static i => i.Expression)
                    .OfType<BoundDegree>()
                    .FirstOrDefault(d =>
                        d is { Types.Count: 1, Direction: not Direction.Both }
                        && d.Operand is BoundVariable { Variable: var counted }
                        && counted == node
                    );
            }
        }
        if (degree is null || !IsScanned(source, node))
        {
            return null;
        }
        string type = degree.Types[0];
        bool isStart = degree.Direction == Direction.Outgoing;
        var index = statistics.Indexes.FirstOrDefault(i =>
            i is { IsUnique: true, IsRelationship: false, Keys: [var only] }
            && only == key
            && (
                isStart
                    ? statistics.RelationshipsFrom(i.Token, type)
                    : statistics.RelationshipsTo(type, i.Token)
            ) >= statistics.RelationshipsOfType(type)
        );
        return index is null ? null : new UniqueKeyCondition(index.Token, type, isStart);
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
