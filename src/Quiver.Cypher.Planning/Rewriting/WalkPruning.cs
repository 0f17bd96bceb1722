using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Plans.Indexes;

namespace Quiver.Cypher.Planning.Rewriting;

/// <summary>
/// Lets walks give each node at their end once where nobody above can tell how often it came: below DISTINCT, below aggregates that go by
/// different values, and where only is asked whether there is a row. Such a walk is a search breadth first instead of a list of all walks.
/// </summary>
internal static class WalkPruning
{
    /// <summary>Marks the walks of a whole plan, whose unread columns are pruned already.</summary>
    public static void Prune(ProduceResults root) => Visit(root, isCounted: true);

    private static void Visit(PlanNode node, bool isCounted)
    {
        isCounted |= node.Expressions.Any(IsRandom);
        if (node is VarLengthExpand walk && !isCounted && CanPrune(walk))
        {
            walk.IsPruning = true;
            walk.EstimatedRows = Math.Min(walk.EstimatedRows, walk.MostEnds);
        }
        if (node is SemiApply or AntiSemiApply or LetSemiApply)
        {
            Visit(node.Children[0], isCounted);
            Visit(node.Children[1], isCounted: false);
            return;
        }
        bool isCountedBelow = node switch
        {
            Distinct => node.Expressions.Any(IsRandom),
            EagerAggregation aggregation => !aggregation.Aggregates.All(IsOfDifferentValues)
                || node.Expressions.Any(IsRandom),
            _ => isCounted || !PassesOn(node),
        };
        foreach (var child in node.Children)
        {
            Visit(child, isCountedBelow);
        }
    }

    // Whose rows, without those that are there twice, come of the rows below without those that are there twice.
    private static bool PassesOn(PlanNode node) =>
        node
            is Filter
                or Projection
                or ExpandNode
                or ExpandIntersect
                or Optional
                or Unwind
                or Sort
                or NodeHashJoin
                or NodeRightOuterHashJoin
                or ValueHashJoin
                or CartesianProduct
                or Apply
                or NodeSeek
                or IndexSeek
                or ShortestPath
                or Union;

    private static bool CanPrune(VarLengthExpand walk) =>
        walk is { MinimumLength: <= 1, MaximumLength: null or > 1 }
        && walk.Expansion.DiffersFrom.Count == 0
        && !walk.Output.Contains(walk.Expansion.Relationship);

    private static bool IsOfDifferentValues(ProjectionItem item) =>
        item.Expression is AggregateCall call
        && (call.IsDistinct || call.Function.Name is "min" or "max");

    private static bool IsRandom(BoundExpression expression) =>
        expression.Contains(static e => e is BoundFunction { Signature.IsDeterministic: false });
}
