using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Plans the repetition of paths: what makes one repetition is planned once for each end that it may start from.</summary>
/// <param name="context">What the planners share.</param>
internal sealed class RepetitionPlanner(PlanningContext context)
{
    private readonly Dictionary<(PatternRelationship, bool), PlanNode> _steps = [];

    /// <summary>A plan with the repetitions of a path from one of its ends.</summary>
    /// <param name="source">The plan that has the end.</param>
    /// <param name="relationship">The repeated path.</param>
    /// <param name="expansion">From where to where.</param>
    /// <param name="isInto">Whether the source has the other end, too.</param>
    /// <param name="shortest">Whether longer walks than others may be left out.</param>
    public RepeatTrail Plan(
        PlanNode source,
        PatternRelationship relationship,
        Expansion expansion,
        bool isInto,
        ShortestWalks shortest
    )
    {
        var path = relationship.Quantified!;
        bool isReversed = !ReferenceEquals(expansion.From, relationship.Left);
        var length = relationship.Length!.Value;
        var repetition = new Repetition(
            isReversed ? path.Last : path.First,
            isReversed ? path.First : path.Last,
            path.Relationships,
            path.Groups,
            length.Minimum,
            length.Maximum
        )
        {
            IsInto = isInto,
            IsReversed = isReversed,
            IsRepeatable = relationship.IsRepeatable,
            IsUndirected = path.Match.Relationships.Any(static r => r.Direction == Direction.Both),
            Shortest = shortest,
        };
        var key = (relationship, isReversed);
        if (!_steps.TryGetValue(key, out var step))
        {
            step = Step(path, repetition.Start);
            _steps.Add(key, step);
        }
        return new RepeatTrail(source, step, expansion, repetition);
    }

    private PlanNode Step(QuantifiedPattern path, Variable start)
    {
        var all = path.Match.Predicates;
        var plain = all.Where(static p => !HasSubquery(p)).ToList();
        var match = new BoundMatch
        {
            IsOptional = false,
            Nodes = path.Match.Nodes,
            KnownNodes = new HashSet<Variable> { start },
            Relationships = path.Match.Relationships,
            Predicates = plain,
            DifferentRelationships = path.Match.DifferentRelationships,
            Paths = [],
        };
        var argument = new Argument([start, .. path.Imports]) { EstimatedRows = 1 };
        var graph = new PatternGraph(match, match.Predicates, context)
        {
            IsPart = plain.Count < all.Count,
        };
        var plan = new PatternSearch(graph, context, argument, isCorrelated: true).Solve();
        if (path.Match.Paths.Count > 0)
        {
            double rows = plan.EstimatedRows;
            plan = new Projection(plan, path.Match.Paths) { EstimatedRows = rows };
        }
        plan = all.Where(HasSubquery).Aggregate(plan, context.Subqueries.Filter);
        return Rechecks.Over(plan, argument, plain);
    }

    private static bool HasSubquery(BoundExpression expression) =>
        expression.Contains(static e => e is BoundSubquery);
}
