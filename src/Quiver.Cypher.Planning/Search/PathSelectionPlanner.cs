using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>
/// Plans the paths that a selector chooses where they are the repetition of one relationship: both ends are found first, then the paths between them from both
/// ends at once, unless there are so many pairs of ends that a search from one end to all others is cheaper.
/// </summary>
/// <param name="context">What the planners share.</param>
internal sealed class PathSelectionPlanner(PlanningContext context)
{
    // A walk without a bound counts for so many steps.
    private const int AssumedSteps = 8;

    private const double Ceiling = 1e30;

    /// <summary>A clause whose conditions that only are about ends choose the ends before paths are chosen: which pairs there are is the same.</summary>
    public static BoundMatch WithEarlyConditions(BoundMatch match)
    {
        var selection = match.Selection!;
        var late = match.Nodes.Where(n => n != selection.First && n != selection.Last).ToHashSet();
        late.UnionWith(match.Paths.Select(static p => p.Variable));
        foreach (var relationship in match.Relationships)
        {
            late.Add(relationship.Variable);
            late.UnionWith(relationship.Quantified?.Groups.Select(static g => g.List) ?? []);
        }
        var early = selection
            .Predicates.Where(p =>
                !p.Contains(static e =>
                    e is BoundSubquery or BoundFunction { Signature.IsDeterministic: false }
                ) && !FreeVariables.Of(p).Overlaps(late)
            )
            .ToList();
        return early.Count == 0 ? match : match.WithEarly(early);
    }

    /// <summary>A plan from both ends; null where the pattern is another one, or where it would be dearer.</summary>
    /// <param name="match">The clause.</param>
    /// <param name="rows">The rows that it extends; null when there are none.</param>
    /// <param name="isCorrelated">Whether all of this runs once for each row of another plan.</param>
    public PlanNode? TryPlan(BoundMatch match, PlanNode? rows, bool isCorrelated)
    {
        if (
            match is not { Selection: { } selection, Relationships: [var walk], Hints.Count: 0 }
            || walk.IsRepeatable
            || walk.Length is not { } length
            || TryStep(walk, length) is not var (expansion, step)
            || match.Predicates.Any(p => HasSubquery(p) || IsAbout(p, step, walk.Variable))
        )
        {
            return null;
        }
        var ends = new PatternGraph(match.WithoutRelationships(), match.Predicates, context)
        {
            IsPart = true,
        };
        var plan = new PatternSearch(ends, context, rows, isCorrelated).Solve();
        if (!IsCheaper(plan.EstimatedRows, match, ends, rows))
        {
            return null;
        }
        double count = selection.Count
            is BoundLiteral { Value: { Kind: Model.Values.ValueKind.Integer } number }
            ? number.AsInteger()
            : 1;
        return new StatefulShortestPathInto(
            plan,
            expansion,
            step,
            selection.Choice,
            selection.Count
        )
        {
            EstimatedRows = plan.EstimatedRows * Math.Max(1, count),
        };
    }

    private (Expansion, RepeatedStep)? TryStep(PatternRelationship walk, WalkLength length)
    {
        var (minimum, maximum) = (length.Minimum, length.Maximum);
        if (walk.Quantified is not { } path)
        {
            var relationship =
                walk.StepRelationship ?? context.Variables.Anonymous(CypherType.Relationship);
            var plain = new RepeatedStep(
                context.Variables.Anonymous(CypherType.Node),
                relationship,
                context.Variables.Anonymous(CypherType.Node),
                minimum,
                maximum
            )
            {
                Predicate = walk.StepPredicate,
            };
            return (Steps(walk, walk), plain);
        }
        bool isOneStep =
            path.Match
                is {
                    Relationships: [{ Length: null }],
                    Nodes.Count: 2,
                    Paths.Count: 0,
                    ShortestPaths.Count: 0,
                    Selection: null
                }
            && path.First != path.Last
            && !path.Match.Predicates.Any(HasSubquery);
        if (!isOneStep)
        {
            return null;
        }
        var one = path.Match.Relationships[0];
        Variable[] parts = [path.First, one.Variable, path.Last];
        if (!path.Groups.All(g => parts.Contains(g.Inner)))
        {
            return null;
        }
        var predicates = path.Match.Predicates;
        var step = new RepeatedStep(path.First, one.Variable, path.Last, minimum, maximum)
        {
            Groups = path.Groups,
            Predicate = predicates.Count switch
            {
                0 => null,
                1 => predicates[0],
                _ => new BoundAnd([.. predicates]),
            },
        };
        return (Steps(walk, one), step);
    }

    private static Expansion Steps(PatternRelationship walk, PatternRelationship one) =>
        new(walk.Left, walk.Variable, walk.Right, one.Direction, one.Types);

    private static bool HasSubquery(BoundExpression expression) =>
        expression.Contains(static e => e is BoundSubquery);

    private static bool IsAbout(BoundExpression predicate, RepeatedStep step, Variable walk)
    {
        var free = FreeVariables.Of(predicate);
        return free.Contains(walk) || step.Groups.Any(g => free.Contains(g.List));
    }

    // A search from one end goes through all steps within its length; one from both ends to half of it, and no further than to where so many nodes are reached
    // from each that some are the same.
    private bool IsCheaper(double pairs, BoundMatch match, PatternGraph ends, PlanNode? rows)
    {
        var walk = match.Relationships[0];
        var one = walk.Quantified?.Match.Relationships[0] ?? walk;
        double sources = rows?.EstimatedRows ?? 1;
        double starts = Math.Min(Rows(walk.Left), Rows(walk.Right));
        double degree = context.Patterns.NextDegree(one);
        double all = context.Patterns.Relationships(one, [], []);
        double nodes = all / Math.Max(1, degree);
        int most = walk.Length!.Value.Maximum ?? AssumedSteps;
        double fromOne = Steps(degree, most);
        if (MatchPlanner.ShortestOf(match) != ShortestWalks.No)
        {
            fromOne = Math.Min(all, fromOne);
        }
        double meeting = degree * Math.Sqrt(nodes);
        double fromBoth = pairs * 2 * Math.Min(meeting, Steps(degree, (most + 1) / 2));
        return pairs <= starts || fromBoth <= starts * fromOne;

        double Rows(Variable end) =>
            match.KnownNodes.Contains(end)
                ? sources
                : sources * ends.EstimateRows(ends.Bit(end), sourceRows: null);
    }

    private static double Steps(double degree, int most)
    {
        double sum = 0;
        double level = 1;
        for (int i = 0; i < most && level is > 1e-6 and < Ceiling; i++)
        {
            level *= degree;
            sum += level;
        }
        return Math.Min(Ceiling, sum);
    }
}
