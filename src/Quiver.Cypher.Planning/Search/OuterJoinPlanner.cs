using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Costing;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>
/// Plans OPTIONAL MATCH as a join where that costs a fraction of looking for the pattern from each row: the whole pattern is found once, and each row looks up what is its own.
/// </summary>
/// <param name="context">What the planners share.</param>
internal sealed class OuterJoinPlanner(PlanningContext context)
{
    /// <summary>How many times as much as the join the search from each row must cost: it keeps no rows, and its estimate does not hang on the number of rows before it.</summary>
    private const double LeastGain = 4;

    /// <summary>The most rows that the whole pattern may be expected to have: they are kept.</summary>
    private const double MaxBuildRows = 2_000_000;

    /// <summary>The join; null where the pattern needs the row for more than its nodes, and where the join does not pay.</summary>
    /// <param name="source">The rows from before, all of which are wanted.</param>
    /// <param name="match">The clause.</param>
    public PlanNode? TryPlan(PlanNode source, BoundMatch match)
    {
        // The pattern is found before the first row is asked for: what the rows change would be missed.
        bool isQuiet = source is { Writes: false, RunsTransactions: false, HasEffects: false };
        if (!isQuiet || !NeedsNodesAlone(match))
        {
            return null;
        }
        Variable[] keys = [.. source.Output.Where(match.KnownNodes.Contains)];
        var ofRow = Find(match, context, new Argument(keys) { EstimatedRows = 1 });
        // What is known of the nodes of the rows serves estimates only, and no node may be missing here.
        var apart = new PlanningContext(context.Statistics, context.Variables);
        var all = Find(match.WithoutKnownNodes(), apart, source: null);
        double joinCost =
            all.Cost
            + (all.Rows * CostModel.HashBuildRow)
            + (source.EstimatedRows * CostModel.HashProbeRow);
        if (all.Rows > MaxBuildRows || ofRow.Cost * source.EstimatedRows < LeastGain * joinCost)
        {
            return null;
        }
        return new NodeRightOuterHashJoin(all.Plan, source, keys)
        {
            EstimatedRows = source.EstimatedRows * Math.Max(1, ofRow.Rows),
        };
    }

    private static Candidate Find(BoundMatch match, PlanningContext context, PlanNode? source) =>
        new PatternSearch(
            new PatternGraph(match, match.Predicates, context),
            context,
            source,
            isCorrelated: source is not null
        ).SolveWithCost();

    // Single relationships: of walks it is too uncertain how many there are, and all of them would be kept.
    private static bool NeedsNodesAlone(BoundMatch match)
    {
        bool isPlain =
            match is { Selection: null, Hints.Count: 0, ShortestPaths.Count: 0, Paths.Count: 0 }
            && match.KnownNodes.Count > 0
            && match.KnownNodes.All(static n => n.Type.IsOnly(TypeKinds.Node))
            && match.Relationships.All(static r => r is { Length: null, Quantified: null });
        if (!isPlain)
        {
            return false;
        }
        var parts = match
            .Nodes.Concat(match.Relationships.Select(static r => r.Variable))
            .ToHashSet();
        return match.KnownNodes.All(n => match.Relationships.Any(r => r.Left == n || r.Right == n))
            && match.Predicates.All(p => parts.IsSupersetOf(FreeVariables.Of(p)) && CannotFail(p));
    }

    // Conditions are asked of nodes, too, that are in none of the rows.
    private static bool CannotFail(BoundExpression condition) =>
        !RuntimeFailures.ArePossible(condition)
        && !condition.Contains(static e =>
            e
                is BoundSubquery
                    or BoundAttempt
                    or BoundRecheck
                    or BoundFunction { Signature.IsDeterministic: false }
        );
}
