using System.Diagnostics;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>
/// Finds a cheap plan for a pattern: the best order within each connected component, by dynamic programming over the sets of parts that
/// plans have found, then the components together, the smallest first.
/// </summary>
internal sealed class PatternSearch
{
    /// <summary>The most rows that a product of two parts of one pattern, found by values, may have.</summary>
    private const double MaxProductRows = 100;

    private readonly PatternGraph _graph;

    private readonly CandidateFactory _factory;

    private readonly Candidate? _source;

    private readonly bool _isCorrelated;

    /// <param name="graph">The pattern.</param>
    /// <param name="context">What the planners share.</param>
    /// <param name="source">The rows that the pattern extends; null when there are none.</param>
    /// <param name="isCorrelated">Whether the plan runs once for each row of another, so that starting anywhere but from that row is dear.</param>
    public PatternSearch(
        PatternGraph graph,
        PlanningContext context,
        PlanNode? source,
        bool isCorrelated
    )
    {
        _graph = graph;
        _factory = new CandidateFactory(graph, context, source);
        _source = _factory.FromSource();
        _isCorrelated = isCorrelated;
    }

    /// <summary>The plan for the whole pattern.</summary>
    public PlanNode Solve() => TrySolve() ?? throw Unsolved();

    /// <summary>The plan for the whole pattern; null when hints leave none.</summary>
    public PlanNode? TrySolve() => TryFind()?.Plan;

    /// <summary>The plan for the whole pattern, and what it costs.</summary>
    public Candidate SolveWithCost() => TryFind() ?? throw Unsolved();

    private Candidate? TryFind()
    {
        var plans = new List<Candidate>();
        foreach (var component in PatternComponents.Find(_graph, _source is not null))
        {
            if (Solve(component) is not { } plan)
            {
                return null;
            }
            plans.Add(plan);
        }
        if (_source is not null && !plans.Exists(static p => p.HasSource))
        {
            plans.Add(_source);
        }
        // What is about several parts that do not hang together waits for all of them.
        return _graph.Subqueries.Aggregate(
            Combine(plans),
            (plan, subquery) => _factory.Filter(plan, subquery) ?? plan
        );
    }

    private Candidate Combine(List<Candidate> plans)
    {
        var current = plans.Find(static p => p.HasSource) ?? plans.MinBy(static p => p.Rows)!;
        plans.Remove(current);
        while (plans.Count > 0)
        {
            var (next, joined) = plans
                .Select(p => (Plan: p, Joined: _factory.Combine(current, p)))
                .MinBy(static pair => pair.Joined.Cost);
            plans.Remove(next);
            current = joined;
        }
        return current;
    }

    private Candidate? Solve(PatternComponent component) =>
        component.Relationships.Count <= PlanningLimits.MaxExhaustiveRelationships
            ? SolveExhaustively(component)
            : SolveGreedily(component);

    private IEnumerable<Candidate> Starts(PatternComponent component)
    {
        if (component.HasSource)
        {
            yield return _source!;
            foreach (var start in StartsBesideSource(component))
            {
                yield return start;
            }
            if (_isCorrelated)
            {
                yield break;
            }
        }
        foreach (var seek in _graph.Seeks)
        {
            if (
                seek.Free.Count == 0
                && component.Nodes.Contains(seek.Target)
                && _graph.Hints.Allows(seek)
            )
            {
                yield return _factory.Seek(seek);
            }
        }
        foreach (var node in component.Nodes.Where(_graph.Hints.AllowsScan))
        {
            yield return _factory.Scan(node);
        }
        foreach (var relationship in component.Relationships)
        {
            if (_factory.Scan(relationship) is { } scan)
            {
                yield return scan;
            }
        }
    }

    // A repeated path with values of the row needs the row where it begins.
    private IEnumerable<Candidate> StartsBesideSource(PatternComponent component)
    {
        foreach (var walk in component.Relationships.Where(static r => r.UsesRow))
        {
            foreach (var node in new[] { walk.Left, walk.Right })
            {
                if ((_source!.Parts & _graph.Bit(node)) != PartSet.None)
                {
                    continue;
                }
                yield return _factory.Combine(_source, _factory.Scan(node));
                foreach (var seek in _graph.Seeks.Where(s => s.Free.Count == 0 && s.Target == node))
                {
                    yield return _factory.Combine(_source, _factory.Seek(seek));
                }
            }
        }
    }

    private IEnumerable<Candidate> Steps(Candidate from, PatternComponent component)
    {
        foreach (var relationship in component.Relationships)
        {
            if (_factory.Expand(from, relationship, fromLeft: true) is { } fromLeft)
            {
                yield return fromLeft;
            }
            if (
                relationship.Left != relationship.Right
                && _factory.Expand(from, relationship, fromLeft: false) is { } fromRight
            )
            {
                yield return fromRight;
            }
        }
        foreach (var subquery in _graph.Subqueries)
        {
            if (_factory.Filter(from, subquery) is { } filtered)
            {
                yield return filtered;
            }
        }
        foreach (var closed in Intersections(from, component))
        {
            yield return closed;
        }
        foreach (var seek in _graph.Seeks)
        {
            if (
                component.Nodes.Contains(seek.Target)
                && _graph.Hints.Allows(seek)
                && _factory.Seek(from, seek) is { } found
            )
            {
                yield return found;
            }
        }
    }

    private IEnumerable<Candidate> Intersections(Candidate from, PatternComponent component)
    {
        var relationships = component.Relationships;
        for (int i = 0; i < relationships.Count; i++)
        {
            for (int j = i + 1; j < relationships.Count; j++)
            {
                if (_factory.Intersect(from, relationships[i], relationships[j]) is { } found)
                {
                    yield return found;
                }
            }
        }
    }

    // Both ends of a walk or relationship may be looked up before it is: of a node with many relationships only those to the other are read.
    private IEnumerable<Candidate> Products(Candidate from, PatternComponent component)
    {
        foreach (var seek in _graph.Seeks)
        {
            if (
                seek.Free.Count == 0
                && component.Nodes.Contains(seek.Target)
                && (from.Parts & _graph.Bits(seek.Finds)) == PartSet.None
                && _graph.Hints.Allows(seek)
                && _factory.Seek(seek) is var found
                && from.Rows * found.Rows <= MaxProductRows
            )
            {
                yield return _factory.Combine(from, found);
            }
        }
    }

    private Candidate? SolveExhaustively(PatternComponent component)
    {
        var table = new CandidateTable();
        foreach (var start in Starts(component))
        {
            table.Offer(start);
        }
        var done = new List<Candidate>();
        while (table.TakeNext() is { } candidate)
        {
            foreach (var next in Steps(candidate, component).Concat(Products(candidate, component)))
            {
                table.Offer(next);
            }
            foreach (var other in done)
            {
                if (_factory.Join(candidate, other) is { } joined)
                {
                    table.Offer(joined);
                }
            }
            done.Add(candidate);
        }
        return table.Find(Goal(component), component.HasSource);
    }

    private PartSet Goal(PatternComponent component)
    {
        var parts = _graph.Bits(component.Nodes);
        foreach (var relationship in component.Relationships)
        {
            parts |= _graph.Bits(relationship);
        }
        var known = component.HasSource ? parts | _source!.Parts : parts;
        foreach (var subquery in _graph.Subqueries)
        {
            bool isOfComponent =
                (subquery.Needed & ~known) == PartSet.None
                && (component.HasSource || !subquery.NeedsSource);
            parts |= isOfComponent ? subquery.Bit : PartSet.None;
        }
        return component.HasSource ? parts | _source!.Parts : parts;
    }

    // Large patterns: from each start the cheapest next step, and of all the results the cheapest. A start from which not all can be
    // reached (an identity is computed in one direction only) gives no result; the component's root does.
    private Candidate? SolveGreedily(PatternComponent component)
    {
        var goal = Goal(component);
        Candidate? result = null;
        var starts = Starts(component)
            .Where(s => s.HasSource == component.HasSource)
            .OrderBy(static s => s.Rows);
        int tried = 0;
        foreach (var start in starts)
        {
            Candidate? current = start;
            while (current is not null && current.Parts != goal)
            {
                current = Steps(current, component).MinBy(static c => c.Cost);
            }
            if (current is null)
            {
                continue;
            }
            result = result is null || current.IsBetterThan(result) ? current : result;
            if (++tried == PlanningLimits.MaxGreedyStarts)
            {
                break;
            }
        }
        return result;
    }

    // A connected pattern has a plan, unless a repeated path needs what stands in no row at its ends.
    private Exception Unsolved() =>
        _graph.Relationships.Any(static r => r.UsesRow)
            ? PlanningErrors.QuantifiedPathWithVariables()
            : new UnreachableException("A connected pattern has a plan.");
}
