using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Plans MATCH and OPTIONAL MATCH.</summary>
/// <param name="context">What the planners share.</param>
/// <param name="subqueries">Plans the subqueries in conditions.</param>
internal sealed class MatchPlanner(PlanningContext context, SubqueryPlanner subqueries)
{
    /// <summary>Plans a clause over the rows from before it.</summary>
    /// <param name="source">The rows from before.</param>
    /// <param name="match">The clause.</param>
    /// <param name="isCorrelated">Whether all of this runs once for each row of another plan.</param>
    /// <param name="isReadWhole">Whether somebody above reads all of the rows.</param>
    public PlanNode Plan(
        PlanNode source,
        BoundMatch match,
        bool isCorrelated,
        bool isReadWhole = false
    )
    {
        match = match.Selection is null ? match : PathSelectionPlanner.WithEarlyConditions(match);
        if (!match.IsOptional)
        {
            var plan = match.Selection is null
                ? Solve(source, match, isCorrelated)
                : Choose(source, match);
            NoteLabels(match);
            return plan;
        }
        bool mayJoin = isReadWhole && !isCorrelated && !IsEmptyRow(source);
        var optional =
            TryOptionalExpand(source, match)
            ?? (mayJoin ? new OuterJoinPlanner(context).TryPlan(source, match) : null)
            ?? Optional(source, match);
        optional.EstimatedRows = Math.Max(optional.EstimatedRows, source.EstimatedRows);
        NoteLabels(match);
        return optional;
    }

    /// <summary>Plans what finds a pattern for one row of another plan.</summary>
    public PlanNode PlanFor(PlanNode source, BoundMatch match)
    {
        match = match.Selection is null ? match : PathSelectionPlanner.WithEarlyConditions(match);
        var argument = new Argument(Arguments(source, match)) { EstimatedRows = 1 };
        return Solve(argument, match, isCorrelated: true);
    }

    private static bool IsEmptyRow(PlanNode source) => source is Argument { Output.Count: 0 };

    private static bool HasSubquery(BoundExpression expression) =>
        expression.Contains(static e => e is BoundSubquery);

    private PlanNode Solve(PlanNode source, BoundMatch match, bool isCorrelated)
    {
        var rowsBefore = IsEmptyRow(source) ? null : source;
        if (new PathSelectionPlanner(context).TryPlan(match, rowsBefore, isCorrelated) is { } into)
        {
            NoteLabels(match);
            into = Rechecks.Over(into, rowsBefore, match.Predicates);
            return match.Selection!.Predicates.Aggregate(WithPaths(into, match), subqueries.Filter);
        }
        var paths = match.ShortestPaths.Select(static s => s.Relationship.Variable).ToHashSet();
        var plain = match.Predicates.Where(p => !HasSubquery(p) && !IsAbout(p, paths)).ToList();
        plain.AddRange(NullChecks(match));
        // What is about a named path waits for it: the search knows nodes and relationships only.
        var named = match.Paths.Select(static p => p.Variable).ToHashSet();
        var late = match.Predicates.Where(p => HasSubquery(p) && !IsAbout(p, named)).ToList();
        var last = match.Predicates.Where(p => HasSubquery(p) && IsAbout(p, named)).ToList();
        var rows = IsEmptyRow(source) ? null : source;
        bool haveMore = paths.Count + last.Count > 0;
        var plan =
            match.Selection is null && paths.Count == 0
                ? Search(match, plain, (late, haveMore), rows, isCorrelated)
                : Search(match, plain, ([], haveMore || late.Count > 0), rows, isCorrelated);
        if (paths.Count > 0)
        {
            plan = WithShortestPaths(plan, match, paths);
        }
        plan = match.Selection is null ? WithPaths(plan, match) : plan;
        NoteLabels(match);
        plan = late.Concat(last).Aggregate(plan, subqueries.Filter);
        plan = Rechecks.Over(plan, rows, match.Predicates);
        return match.Selection is null ? plan : Chosen(plan, match, match.Selection);
    }

    private PlanNode Search(
        BoundMatch match,
        List<BoundExpression> predicates,
        (List<BoundExpression> Late, bool Exist) more,
        PlanNode? rows,
        bool isCorrelated
    )
    {
        var shortest = ShortestOf(match);
        if (match.Hints.Count > 0)
        {
            var hinted = new PatternGraph(match, predicates, context)
            {
                Shortest = shortest,
                Hints = new HintRules(match.Hints),
                IsPart = more.Exist || more.Late.Count > 0,
            };
            context.NoteMissing(match.Hints);
            if (new PatternSearch(hinted, context, rows, isCorrelated).TrySolve() is { } found)
            {
                return found;
            }
            context.NoteUnfulfilled(match.Hints);
        }
        var graph = new PatternGraph(match, predicates, context) { Shortest = shortest };
        var late = more.Late;
        if (late.Count > 0)
        {
            NoteLabels(match);
            var left = graph.Place(late, subqueries.Filter);
            late.Clear();
            late.AddRange(left);
        }
        graph.IsPart = more.Exist || late.Count > 0;
        return new PatternSearch(graph, context, rows, isCorrelated).Solve();
    }

    // Paths are chosen for each row of its own.
    private PlanNode Choose(PlanNode source, BoundMatch match)
    {
        if (IsEmptyRow(source))
        {
            return Solve(source, match, isCorrelated: false);
        }
        var argument = new Argument(Arguments(source, match)) { EstimatedRows = 1 };
        var right = Solve(argument, match, isCorrelated: true);
        return new Apply(source, right)
        {
            EstimatedRows = source.EstimatedRows * right.EstimatedRows,
        };
    }

    private PlanNode Chosen(PlanNode plan, BoundMatch match, PathSelection selection)
    {
        plan = new StatefulShortestPath(
            plan,
            selection.Choice,
            selection.Count,
            (selection.First, selection.Last),
            selection.Relationships
        )
        {
            EstimatedRows = plan.EstimatedRows,
        };
        return selection.Predicates.Aggregate(WithPaths(plan, match), subqueries.Filter);
    }

    // One repeated relationship is a walk whose shortest forms have no detours; nothing but its nodes may be asked of it.
    internal static ShortestWalks ShortestOf(BoundMatch match)
    {
        bool isWalk =
            match
                is {
                    Selection.Count: BoundLiteral { Value: var count },
                    Relationships: [
                        { Quantified.Relationships.Count: 1, Length.Minimum: <= 1 } walk,
                    ]
                }
            && count.Kind == Model.Values.ValueKind.Integer
            && count.AsInteger() == 1
            && !match.Predicates.Any(p =>
                FreeVariables
                    .Of(p)
                    .Any(v => v == walk.Variable || walk.Quantified!.Groups.Any(g => g.List == v))
            );
        return !isWalk ? ShortestWalks.No
            : match.Selection!.Choice == PathChoice.Groups ? ShortestWalks.All
            : ShortestWalks.One;
    }

    private static bool IsAbout(BoundExpression predicate, HashSet<Variable> paths) =>
        paths.Count > 0 && FreeVariables.Of(predicate).Overlaps(paths);

    private PlanNode WithShortestPaths(PlanNode plan, BoundMatch match, HashSet<Variable> paths)
    {
        var left = match.Predicates.Where(p => IsAbout(p, paths)).ToList();
        if (left.Exists(HasSubquery))
        {
            throw PlanningErrors.SubqueryAboutShortestPath();
        }
        var planner = new ShortestPathPlanner(context);
        var seen = new HashSet<Variable>();
        foreach (var path in match.ShortestPaths)
        {
            seen.Add(path.Relationship.Variable);
            var others = paths.Except(seen).ToHashSet();
            var own = left.Where(p => !IsAbout(p, others)).ToList();
            left.RemoveAll(own.Contains);
            plan = planner.Plan(plan, path, own);
        }
        return plan;
    }

    // A node that is known and takes part in no relationship matches whenever it is not null.
    private static IEnumerable<BoundExpression> NullChecks(BoundMatch match) =>
        match
            .KnownNodes.Where(n => !match.Relationships.Any(r => r.Left == n || r.Right == n))
            .OrderBy(static n => n.Id)
            .Select(static n => new BoundIsNull(new BoundVariable(n), IsNegated: true));

    private static PlanNode WithPaths(PlanNode plan, BoundMatch match) =>
        match.Paths.Count == 0
            ? plan
            : new Projection(plan, match.Paths) { EstimatedRows = plan.EstimatedRows };

    private PlanNode? TryOptionalExpand(PlanNode source, BoundMatch match)
    {
        bool isOneStep =
            match is { Selection: null, Hints.Count: 0 }
            && match.Relationships is [{ Length: null } step]
            && match is { Nodes.Count: 2, KnownNodes.Count: 1 }
            && step.Left != step.Right
            && !IsEmptyRow(source)
            && !match.Predicates.Any(HasSubquery)
            // A path of known nodes alone would be there although the pattern was not found.
            && match.Paths.All(p => FreeVariables.Of(p.Expression).Contains(step.Variable));
        if (!isOneStep)
        {
            return null;
        }
        var relationship = match.Relationships[0];
        var graph = new PatternGraph(match, match.Predicates, context);
        var start = match.KnownNodes.First();
        var factory = new CandidateFactory(graph, context, source);
        var expansion = factory.Step(relationship, start, PartSet.None);
        var predicate = match.Predicates.Count switch
        {
            0 => null,
            1 => match.Predicates[0],
            _ => new BoundAnd([.. match.Predicates]),
        };
        var plan = new OptionalExpandAll(source, expansion, predicate)
        {
            EstimatedRows = graph.EstimateRows(graph.Bits(relationship), source.EstimatedRows),
        };
        return WithPaths(plan, match);
    }

    private PlanNode Optional(PlanNode source, BoundMatch match)
    {
        var arguments = Arguments(source, match);
        var inner = Solve(new Argument(arguments) { EstimatedRows = 1 }, match, isCorrelated: true);
        var optional = new Optional(inner, arguments)
        {
            EstimatedRows = Math.Max(1, inner.EstimatedRows),
        };
        return IsEmptyRow(source)
            ? optional
            : new Apply(source, optional)
            {
                EstimatedRows = source.EstimatedRows * optional.EstimatedRows,
            };
    }

    private static List<Variable> Arguments(PlanNode source, BoundMatch match)
    {
        var used = FreeVariables.Of(match.Predicates);
        used.UnionWith(FreeVariables.Of(match.Selection?.Predicates ?? []));
        used.UnionWith(match.KnownNodes);
        foreach (var relationship in match.Relationships)
        {
            used.UnionWith(relationship.Quantified?.Imports ?? []);
            if (relationship.StepPredicate is not null)
            {
                used.UnionWith(FreeVariables.Of(relationship.StepPredicate));
            }
        }
        foreach (var path in match.ShortestPaths)
        {
            if (path.Relationship.StepPredicate is { } predicate)
            {
                used.UnionWith(FreeVariables.Of(predicate));
            }
        }
        return [.. source.Output.Where(used.Contains)];
    }

    private void NoteLabels(BoundMatch match)
    {
        foreach (var predicate in match.Predicates)
        {
            context.Labels.Add(predicate);
        }
    }
}
