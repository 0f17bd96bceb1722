using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution;

/// <content>Aggregations over the rows of a scan by two threads.</content>
internal sealed partial class OperatorBuilder
{
    // Fewer rows are not worth a second thread.
#if QUIVER_SMALL_BATCHES
    private const double MinParallelRows = 0;
    private const double MinRowsPerGroup = 0;
#else
    private const double MinParallelRows = 50_000;

    // Groups of fewer rows cost more to bring together than a second thread saves.
    private const double MinRowsPerGroup = 8;
#endif

    // What stands in place of a scan whose rows are given out.
    private (PlanNode Scan, Operator Rows)? _feed;

    /// <summary>Aggregates in two threads where rows can be divided: a scan, and above it only operators that turn each row into rows on its own. Null for others.</summary>
    private ParallelAggregationOperator? TryBuildParallel(EagerAggregation aggregation)
    {
        bool isPossible =
            context.Writer is null
            && !context.Profile
            && context.Options.Transactions is null
            && _rowNumber is null
            && _feed is null
            && _bounds is not { Count: > 0 }
            && ReferenceEquals(_arguments, ArgumentRows.None)
            && Environment.ProcessorCount > 1
            && AreDivisible(aggregation)
            && !HasUniqueKey(aggregation);
        double rows = aggregation.EstimatedRows * MinRowsPerGroup;
        if (
            !isPossible
            || ScanBelow(aggregation.Source, Math.Max(rows, MinParallelRows)) is not { } scan
        )
        {
            return null;
        }
        return new ParallelAggregationOperator(
            context,
            Build(scan),
            BuildLane(aggregation, scan),
            other => new OperatorBuilder(other, profile).BuildLane(aggregation, scan)
        );
    }

    private AggregationLane BuildLane(EagerAggregation aggregation, PlanNode scan)
    {
        var feed = new BatchFeedOperator();
        _feed = (scan, feed);
        var groups = BuildAggregation(aggregation, Build(aggregation.Source));
        _feed = null;
        return new AggregationLane(feed, (EagerAggregationOperator)groups);
    }

    /// <summary>The scan at the bottom of operators that turn each row into rows on its own; null where others stand there, and where it is not worth it.</summary>
    private static LeafNode? ScanBelow(PlanNode node, double minRows)
    {
        double rows = 0;
        while (true)
        {
            rows = Math.Max(rows, node.EstimatedRows);
            switch (node)
            {
                case NodeByLabelScan or AllNodesScan or RelationshipTypeScan:
                    return rows >= minRows ? (LeafNode)node : null;
                case Filter filter when IsDivisible(filter.Predicate):
                case Projection projection
                    when projection.Items.All(static i => IsDivisible(i.Expression)):
                case ExpandAll or ExpandInto or ExpandIntersect:
                    node = node.Children[0];
                    break;
                default:
                    return null;
            }
        }
    }

    private static bool AreDivisible(EagerAggregation aggregation) =>
        aggregation.GroupingKeys.All(static k => IsDivisible(k.Expression))
        && aggregation.Aggregates.All(static a =>
            a.Expression is AggregateCall { IsDistinct: false } call
            && call.Function.Name.ToLowerInvariant() is "count" or "sum" or "avg" or "min" or "max"
            && call.Arguments.All(IsDivisible)
        );

    // Functions of namespaces may keep something between calls; random ones would not be the same again.
    private static bool IsDivisible(BoundExpression expression) =>
        expression is not BoundFunction { Signature.Name: "rand" or "randomUUID" }
        && !(expression is BoundFunction function && function.Signature.Name.Contains('.'))
        && expression.Children.All(IsDivisible);
}
