using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Execution.Tokens;
using Quiver.Cypher.Execution.Writing;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution;

/// <summary>Merge.</summary>
internal sealed partial class OperatorBuilder
{
    private Operator BuildMerge(
        Merge node,
        (Operator Left, Operator Right) sides,
        ArgumentRows arguments,
        RowSchema right
    )
    {
        var left = SchemaOf(node.Left);
        var made = MadeBy(node.Nodes, node.Relationships);
        var compiler = new ExpressionCompiler(left.With(made), context);
        var output = OutputOf(node, node.Left);
        var creator = CreatorOf(node.Nodes, node.Relationships, left);
        var settings = new MergeSettings(
            arguments,
            creator,
            new MergeGuard(creator, node.Nodes, node.Relationships),
            new EntityChanger(
                [.. node.OnMatch.Select(i => Compile(i, compiler))],
                readsOwnChanges: true
            ),
            new EntityChanger(
                [.. node.OnCreate.Select(i => Compile(i, compiler))],
                readsOwnChanges: true
            ),
            [.. made.Select(right.Find)],
            output,
            [.. made.Select(output.Find)],
            node.Made is null ? -1 : output.Find(node.Made)
        );
        var byRow = new RowMerge(context, sides.Right, settings);
        if (context.MergesRowByRow || !MergeAnalysis.AllowsBatch(node))
        {
            return new MergeOperator(context, sides.Left, byRow);
        }
        bool matchNeedsSnapshot = MergeAnalysis.NeedsSnapshot(node.OnMatch, made);
        bool createNeedsSnapshot = MergeAnalysis.NeedsSnapshot(node.OnCreate, made);
        var batchSettings = new BatchMergeSettings(
            node.IsUndirected,
            node.OnMatch.Count + node.OnCreate.Count > 0,
            matchNeedsSnapshot,
            createNeedsSnapshot,
            !matchNeedsSnapshot && !createNeedsSnapshot && UpdateAnalysis.IsSettled(node.Left),
            byRow
        );
        MergeSearch search =
            node.Nodes.Count == 0 || MergeAnalysis.Seeks(node.Right)
                ? new PlannedMergeSearch(context, sides.Right, arguments, settings.FoundSlots[0])
                : new NodeMergeSearch(
                    context,
                    [.. node.Nodes[0].Labels.Select(static l => new LabelReference(l))],
                    [
                        .. (creator.Nodes[0].Properties?.Keys ?? []).Select(
                            static k => new PropertyKeyReference(k)
                        ),
                    ]
                );
        return new BatchMergeOperator(context, sides.Left, search, settings, batchSettings);
    }
}
