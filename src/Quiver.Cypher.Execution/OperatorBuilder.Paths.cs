using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Execution.Operators.Paths;
using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution;

/// <summary>Repeated paths, and the choice among paths.</summary>
internal sealed partial class OperatorBuilder
{
    private RepeatTrailOperator BuildRepeat(
        RepeatTrail node,
        (Operator Left, Operator Right) sides,
        ArgumentRows arguments,
        RowSchema rightSchema
    )
    {
        var left = SchemaOf(node.Left);
        var output = OutputOf(node, node.Left);
        var step = node.Expansion;
        var settings = new RepetitionSettings(
            node.Repetition,
            left.SlotOf(step.From),
            node.Repetition.IsInto ? left.SlotOf(step.To) : -1,
            [.. step.DiffersFrom.Select(left.SlotOf)],
            rightSchema.SlotOf(node.End),
            [.. node.Repetition.Relationships.Select(rightSchema.SlotOf)],
            [
                .. node
                    .Repetition.Groups.Where(g => output.Find(g.List) >= 0)
                    .Select(g => (rightSchema.SlotOf(g.Inner), output.Find(g.List))),
            ],
            output.Find(step.Relationship),
            node.Repetition.IsInto ? -1 : output.Find(step.To)
        );
        return new RepeatTrailOperator(
            context,
            sides.Left,
            sides.Right,
            arguments,
            settings,
            output
        );
    }

    private ChoosePathsOperator BuildChoosePaths(StatefulShortestPath node)
    {
        var source = Build(node.Source);
        var schema = SchemaOf(node.Source);
        var settings = new PathChoiceSettings(
            node.Choice,
            PositiveOf(node.Count),
            schema.SlotOf(node.First),
            schema.SlotOf(node.Last),
            [.. node.Relationships.Select(schema.SlotOf)]
        );
        return new ChoosePathsOperator(context, source, settings, OutputOf(node, node.Source));
    }

    private SelectedWalksOperator BuildSelectedWalks(StatefulShortestPathInto node)
    {
        var source = Build(node.Source);
        var schema = SchemaOf(node.Source);
        var output = OutputOf(node, node.Source);
        var repeated = node.Step;
        var lists = repeated
            .Groups.Select(g => (GroupOf(repeated, g.Inner), output.Find(g.List)))
            .Append((WalkGroup.Relationships, output.Find(node.Expansion.Relationship)))
            .Where(static l => l.Item2 >= 0);
        var predicate = repeated.Predicate is null
            ? null
            : new ExpressionCompiler(
                schema.With(repeated.Start, repeated.Relationship, repeated.End),
                context
            ).Compile(repeated.Predicate);
        var settings = new SelectedWalkSettings(
            StepOf(node.Expansion, schema, isInto: true),
            repeated.Minimum,
            repeated.Maximum ?? int.MaxValue,
            node.Choice,
            PositiveOf(node.Count),
            predicate,
            schema.Width,
            [.. lists]
        );
        return new SelectedWalksOperator(context, source, settings, output);
    }

    private static WalkGroup GroupOf(RepeatedStep step, Variable inner) =>
        inner == step.Start ? WalkGroup.Starts
        : inner == step.End ? WalkGroup.Ends
        : WalkGroup.Relationships;
}
