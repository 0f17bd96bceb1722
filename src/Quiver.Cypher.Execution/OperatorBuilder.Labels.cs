using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Binding.Labels;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model;

namespace Quiver.Cypher.Execution;

/// <content>Filter, without the labels that nodes have because of the relationships by which they were reached.</content>
internal sealed partial class OperatorBuilder
{
    // Columns that nobody needs once a condition above is known to hold.
    private Dictionary<PlanNode, IReadOnlyList<Variable>>? _narrowed;

    private Operator BuildFilter(Filter filter)
    {
        BoundExpression[] all = filter.Predicate is BoundAnd and
            ? [.. and.Operands]
            : [filter.Predicate];
        var open = Array.FindAll(all, condition => !IsImplied(condition, filter.Source));
        if (open.Length == 0 && filter.Source is Filter or ExpandAll or ExpandIntersect)
        {
            (_narrowed ??= [])[filter.Source] = filter.Output;
            return Build(filter.Source);
        }
        var source = Build(filter.Source);
        return new FilterOperator(
            context,
            source,
            CompilerOver(filter.Source).Compile(open),
            OutputOf(filter, filter.Source)
        );
    }

    /// <summary>Whether a condition says that a node has a label which all nodes have at that end of relationships of the types that lead to it.</summary>
    private bool IsImplied(BoundExpression condition, PlanNode below)
    {
        // What a statement writes may change the graph below a condition.
        if (
            context.Writer is not null
            || context.Options.Transactions is not null
            || condition
                is not BoundHasLabels
                {
                    Operand: BoundVariable { Variable: var node },
                    Labels: BoundLabelName { Name: var label },
                }
        )
        {
            return false;
        }
        for (; below is Filter or ExpandAll or ExpandIntersect; below = below.Children[0])
        {
            var step = below switch
            {
                ExpandAll expand => expand.Expansion,
                ExpandIntersect intersect => intersect.First,
                _ => null,
            };
            if (step is not null && (step.To == node || step.From == node))
            {
                return HaveLabel(step, isStart: IsStart(step, node), label)
                    && (step.Direction != Direction.Both || HaveLabel(step, isStart: false, label));
            }
        }
        return false;
    }

    private static bool IsStart(Expansion step, Variable node) =>
        step.Direction == Direction.Both
        || (step.From == node) == (step.Direction == Direction.Outgoing);

    private bool HaveLabel(Expansion step, bool isStart, string label)
    {
        var tokens = context.Snapshot.Tokens;
        var labelId = tokens.Label(label);
        foreach (string name in step.Types)
        {
            var type = tokens.RelationshipType(name);
            if (
                type == RelationshipTypeId.None
                || !context.Snapshot.HaveLabelAtEnd(type, labelId, isStart)
            )
            {
                return false;
            }
        }
        return step.Types.Count > 0;
    }
}
