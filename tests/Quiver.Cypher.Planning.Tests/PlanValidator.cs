using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Tests;

/// <summary>Checks what every plan must hold to: each variable is made below its use, once, and under an Apply only its left side is seen.</summary>
internal static class PlanValidator
{
    public static void Validate(QueryPlan plan)
    {
        int count = 0;
        var seen = new HashSet<PlanNode>(ReferenceEqualityComparer.Instance);
        Validate(plan.Root, [], ref count, seen);
        Assert.Equal(plan.NodeCount, count);
        Assert.Equal(plan.Root.Columns, plan.Root.Output);
        Assert.Equal(plan.Columns, plan.Root.Columns.Select(static c => c.Name));
    }

    private static void Validate(
        PlanNode node,
        HashSet<Variable> arguments,
        ref int count,
        HashSet<PlanNode> seen
    )
    {
        Assert.True(seen.Add(node), $"{node} occurs twice");
        Assert.Equal(count, node.Id);
        count++;
        Assert.Equal(node.Output.Count, node.Output.Distinct().Count());
        Assert.True(
            double.IsFinite(node.EstimatedRows) && node.EstimatedRows >= 0,
            $"{node}: rows"
        );
        var available = node.Children.SelectMany(static c => c.Output).ToHashSet();
        for (int i = 0; i < node.Children.Count; i++)
        {
            bool isInner = node is ApplyNode && i == 1;
            Validate(
                node.Children[i],
                isInner ? [.. node.Children[0].Output, .. Given(node)] : arguments,
                ref count,
                seen
            );
        }
        if (node is Argument)
        {
            AssertWithin(node.Output, arguments, node, "arguments");
            return;
        }
        HashSet<Variable> visible = node switch
        {
            OptionalExpandAll expand =>
            [
                .. available,
                expand.Expansion.Relationship,
                expand.Expansion.To,
            ],
            VarLengthExpand { StepRelationship: { } step } => [.. available, step],
            ShortestPath path =>
            [
                .. available,
                path.StepRelationship!,
                path.StepNode!,
                path.Expansion.Relationship,
            ],
            StatefulShortestPathInto { Step: var step } =>
            [
                .. available,
                step.Start,
                step.Relationship,
                step.End,
            ],
            _ => available,
        };
        AssertWithin(FreeVariables.Of(node.Expressions), visible, node, "expressions");
        AssertWithin(node.Read, available, node, "columns read");
        Assert.DoesNotContain(
            node.Expressions,
            static e => e.Contains(static x => x is BoundSubquery)
        );
        if (node is not EagerAggregation)
        {
            Assert.DoesNotContain(
                node.Expressions,
                static e => e.Contains(static x => x is AggregateCall)
            );
        }
        AssertOutput(node, available);
        AssertJoin(node);
    }

    // What an operator gives to its right side besides columns of the left one.
    private static IEnumerable<Variable> Given(PlanNode node) =>
        node is RepeatTrail repeat ? [repeat.Start] : [];

    private static void AssertOutput(PlanNode node, HashSet<Variable> available)
    {
        var makes = new HashSet<Variable>(node.Introduced);
        bool passesOn = node is not (EagerAggregation or Distinct or Union);
        HashSet<Variable> allowed = node switch
        {
            SemiApply or AntiSemiApply => [.. ((BinaryNode)node).Left.Output],
            LetSemiApply or RollUpApply => [.. ((BinaryNode)node).Left.Output, .. makes],
            _ when passesOn => [.. available, .. makes],
            _ => makes,
        };
        AssertWithin(node.Output, allowed, node, "output");
        var again = makes.Intersect(available).ToList();
        bool mayRepeat = node is EagerAggregation or Distinct or LeafNode;
        Assert.True(
            mayRepeat || again.Count == 0,
            $"{node} makes {string.Join(", ", again)} again"
        );
    }

    private static void AssertJoin(PlanNode node)
    {
        if (node is NodeHashJoin join)
        {
            var shared = join.Left.Output.Intersect(join.Right.Output).ToHashSet();
            Assert.True(shared.SetEquals(join.Keys), $"{node}: shared columns");
        }
        if (node is NodeRightOuterHashJoin outer)
        {
            var shared = outer.Left.Output.Intersect(outer.Right.Output).ToHashSet();
            Assert.True(shared.SetEquals(outer.Keys), $"{node}: shared columns");
        }
        if (node is CartesianProduct or ValueHashJoin)
        {
            var sides = (BinaryNode)node;
            Assert.Empty(sides.Left.Output.Intersect(sides.Right.Output));
        }
    }

    private static void AssertWithin(
        IEnumerable<Variable> used,
        HashSet<Variable> available,
        PlanNode node,
        string what
    )
    {
        var missing = used.Where(v => !available.Contains(v)).ToList();
        Assert.True(
            missing.Count == 0,
            $"{node}: {what} lack {string.Join(", ", missing.Select(static v => v.Name))}"
        );
    }
}
