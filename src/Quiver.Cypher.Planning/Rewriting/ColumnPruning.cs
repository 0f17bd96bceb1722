using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Rewriting;

/// <summary>Takes out of every operator's output what nobody above reads, and computed columns that nobody wants.</summary>
internal static class ColumnPruning
{
    /// <summary>Prunes a whole plan. Its operators must occur once each.</summary>
    public static void Prune(ProduceResults root) => Prune(root, [.. root.Columns]);

    private static void Prune(PlanNode node, HashSet<Variable> wanted)
    {
        DropComputed(node, wanted);
        node.Output = [.. node.Output.Where(wanted.Contains)];
        switch (node)
        {
            case ApplyNode apply:
                PruneApply(apply, wanted);
                break;
            case Union union:
                Prune(union.Left, [.. union.Columns.Select(static c => c.Left)]);
                Prune(union.Right, [.. union.Columns.Select(static c => c.Right)]);
                break;
            case Optional optional:
                Prune(optional.Source, wanted);
                optional.Arguments = [.. optional.Arguments.Where(optional.Output.Contains)];
                break;
            default:
                var needed = Needed(node, wanted);
                foreach (var child in node.Children)
                {
                    Prune(child, [.. child.Output.Where(needed.Contains)]);
                }
                break;
        }
    }

    private static void DropComputed(PlanNode node, HashSet<Variable> wanted)
    {
        switch (node)
        {
            case Projection projection:
                projection.Items = [.. projection.Items.Where(i => wanted.Contains(i.Variable))];
                break;
            case EagerAggregation aggregation:
                aggregation.Aggregates =
                [
                    .. aggregation.Aggregates.Where(a => wanted.Contains(a.Variable)),
                ];
                break;
            case Union union:
                union.Columns = [.. union.Columns.Where(c => wanted.Contains(c.Variable))];
                break;
        }
    }

    private static HashSet<Variable> Needed(PlanNode node, HashSet<Variable> wanted)
    {
        var needed = new HashSet<Variable>(wanted);
        needed.ExceptWith(node.Introduced);
        needed.UnionWith(FreeVariables.Of(node.Expressions));
        needed.UnionWith(node.Read);
        return needed;
    }

    // The right side first: what its arguments take decides what the left side must have.
    private static void PruneApply(ApplyNode apply, HashSet<Variable> wanted)
    {
        var used = new HashSet<Variable>(FreeVariables.Of(apply.Expressions));
        used.UnionWith(apply.Read);
        HashSet<Variable> fromRight = apply switch
        {
            Apply or TransactionApply =>
            [
                .. wanted.Except(apply.Left.Output).Except(apply.Introduced),
            ],
            Merge => [.. wanted.Union(used).Except(apply.Left.Output)],
            RollUpApply rollUp => [rollUp.Item],
            RepeatTrail repeat => [.. repeat.WantedOfRight(wanted)],
            _ => [],
        };
        Prune(apply.Right, fromRight);
        var fromLeft = new HashSet<Variable>(wanted.Union(used).Intersect(apply.Left.Output));
        AddArguments(apply.Right, fromLeft);
        if (apply is Foreach each)
        {
            fromLeft.Remove(each.Element);
        }
        Prune(apply.Left, fromLeft);
    }

    private static void AddArguments(PlanNode node, HashSet<Variable> arguments)
    {
        if (node is Argument)
        {
            arguments.UnionWith(node.Output);
            return;
        }
        foreach (var child in node is ApplyNode apply ? [apply.Left] : node.Children)
        {
            AddArguments(child, arguments);
        }
    }
}
