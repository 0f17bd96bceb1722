using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Logical;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Splits a pattern into what hangs together.</summary>
internal static class PatternComponents
{
    /// <summary>
    /// The components: nodes hang together by relationships and by seeks with values computed from one another; all that the source's rows
    /// know hangs together.
    /// </summary>
    public static IReadOnlyList<PatternComponent> Find(PatternGraph graph, bool hasSource)
    {
        var groups = new List<HashSet<Variable>>();
        foreach (var node in graph.Nodes)
        {
            Join(groups, [node]);
        }
        foreach (var relationship in graph.Relationships)
        {
            Join(groups, [relationship.Left, relationship.Right]);
        }
        if (hasSource && graph.KnownNodes.Count > 0)
        {
            Join(groups, graph.KnownNodes);
        }
        var reached = new HashSet<Variable>();
        var atSource = new HashSet<Variable>(hasSource ? graph.KnownNodes : []);
        if (hasSource)
        {
            // A repeated path with values of the row begins beside the row.
            foreach (var walk in graph.Relationships.Where(static r => r.UsesRow))
            {
                atSource.Add(walk.Left);
                Join(groups, atSource);
                atSource.UnionWith(groups.First(g => g.Contains(walk.Left)));
            }
        }
        foreach (var seek in graph.Seeks)
        {
            JoinSeek(graph, seek, groups, reached, atSource);
        }
        return
        [
            .. groups.Select(group => new PatternComponent(
                [.. graph.Nodes.Where(group.Contains)],
                [.. graph.Relationships.Where(r => group.Contains(r.Left))],
                group.Overlaps(atSource)
            )),
        ];
    }

    // A seek leads from the group that its values are computed in to the group of its node, never back. So that all of a component can
    // be reached from one of its groups, each group is led to at most once, and never the one at the source.
    private static void JoinSeek(
        PatternGraph graph,
        PatternSeek seek,
        List<HashSet<Variable>> groups,
        HashSet<Variable> reached,
        HashSet<Variable> atSource
    )
    {
        var free = seek.Free;
        var target = groups.First(g => g.Contains(seek.Target));
        if (
            free.Count == 0
            || !seek.IsPointwise
            || target.Overlaps(atSource)
            || reached.Contains(seek.Target)
        )
        {
            return;
        }
        var origins = groups.Where(g => IsComputedIn(graph, g, free)).ToList();
        if (!graph.AreParts(free))
        {
            if (origins.TrueForAll(o => o.Overlaps(atSource)))
            {
                reached.UnionWith(target);
                Join(groups, atSource.Union(target));
                atSource.UnionWith(target);
            }
        }
        else if (origins is [var origin] && origin != target)
        {
            reached.UnionWith(target);
            Join(groups, origin.Union(target));
        }
    }

    private static bool IsComputedIn(
        PatternGraph graph,
        HashSet<Variable> group,
        HashSet<Variable> free
    ) =>
        group.Overlaps(free)
        || graph.Relationships.Any(r => free.Contains(r.Variable) && group.Contains(r.Left));

    private static void Join(List<HashSet<Variable>> groups, IEnumerable<Variable> nodes)
    {
        var joined = new HashSet<Variable>(nodes);
        foreach (var group in groups.Where(g => g.Overlaps(joined)).ToList())
        {
            joined.UnionWith(group);
            groups.Remove(group);
        }
        groups.Add(joined);
    }
}
