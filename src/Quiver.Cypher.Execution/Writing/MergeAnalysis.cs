using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Plans.Indexes;
using Quiver.Cypher.Planning.Updates;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>Tells how a MERGE may be run without changing what it means.</summary>
internal static class MergeAnalysis
{
    /// <summary>
    /// Whether all rows may be looked for before the first is made: the pattern is one node, or one relationship between nodes that are known, and nothing but
    /// what the clause makes can change what the pattern matches.
    /// </summary>
    public static bool AllowsBatch(Merge merge)
    {
        bool isSmall = (merge.Nodes.Count, merge.Relationships.Count) is (1, 0) or (0, 1);
        if (
            !isSmall
            || merge.Nodes.Any(static n => n.DynamicLabels.Count > 0)
            || merge.Relationships.Any(static r => r.Type is null)
        )
        {
            return false;
        }
        var properties =
            merge.Nodes.Count > 0 ? merge.Nodes[0].Properties : merge.Relationships[0].Properties;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (properties is not null && !(properties is BoundMap map && map.Keys.All(keys.Add)))
        {
            return false;
        }
        var labels = merge.Nodes.SelectMany(static n => n.Labels).ToHashSet(StringComparer.Ordinal);
        return merge.OnMatch.Concat(merge.OnCreate).All(c => Keeps(c, keys, labels));
    }

    /// <summary>Whether changes read more of what the clause makes than properties, so that they need the graph with it.</summary>
    public static bool NeedsSnapshot(IReadOnlyList<EntityChange> changes, Variable[] made) =>
        changes
            .SelectMany(c =>
                c.Expressions.Where(e => e is not BoundVariable || !ReferenceEquals(e, c.Entity))
            )
            .Any(e => ReadsMore(e, made));

    /// <summary>Whether a plan looks nodes up rather than going through all of a label.</summary>
    public static bool Seeks(PlanNode plan) => plan is IndexSeek || plan.Children.Any(Seeks);

    private static bool Keeps(EntityChange change, HashSet<string> keys, HashSet<string> labels) =>
        change switch
        {
            PropertyChange { Key: { } key } => !keys.Contains(key),
            PropertiesChange { KeepsOthers: true, Value: BoundMap map } => !map.Keys.Any(
                keys.Contains
            ),
            LabelsChange { DynamicLabels.Count: 0 } changed => !changed.Labels.Any(labels.Contains),
            _ => false,
        };

    private static bool ReadsMore(BoundExpression expression, Variable[] made) =>
        expression switch
        {
            BoundVariable variable => made.Contains(variable.Variable),
            BoundProperty { Operand: BoundVariable } => false,
            _ => expression.Children.Any(child => ReadsMore(child, made)),
        };
}
