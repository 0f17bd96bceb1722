using Quiver.Model;

namespace Quiver.Cypher.Execution.Tests.Patterns;

/// <summary>A random graph as plain lists, and the matching of patterns over it as the language defines it: try everything.</summary>
internal sealed class PlainGraph
{
    private static readonly string[] Labels = ["A", "B"];
    private static readonly string[] Types = ["R", "S"];

    private readonly List<HashSet<string>> _labels = [];
    private readonly List<(int Start, string Type, int End)> _relationships = [];

    public PlainGraph(Random random)
    {
        int nodes = 1 + random.Next(5);
        for (int i = 0; i < nodes; i++)
        {
            _labels.Add([.. Labels.Where(_ => random.Next(2) == 0)]);
        }
        int relationships = random.Next(9);
        for (int i = 0; i < relationships; i++)
        {
            _relationships.Add((random.Next(nodes), Types[random.Next(2)], random.Next(nodes)));
        }
    }

    /// <summary>The graph as <see cref="TestGraph"/> reads it.</summary>
    public List<string> Lines =>
        [
            .. _labels.Select(
                (labels, i) => $"(n{i}{string.Concat(labels.Select(l => ":" + l))} {{id: {i}}})"
            ),
            .. _relationships.Select((r, i) => $"(n{r.Start})-[:{r.Type} {{id: {i}}}]->(n{r.End})"),
        ];

    public int NodeCount => _labels.Count;

    public bool HasLabel(int node, string? label) => label is null || _labels[node].Contains(label);

    /// <summary>The nodes that a walk over relationships passes, its start first.</summary>
    public int[] NodesOf(int start, int[] walk)
    {
        var nodes = new List<int> { start };
        foreach (int relationship in walk)
        {
            var (from, _, to) = _relationships[relationship];
            nodes.Add(from == nodes[^1] ? to : from);
        }
        return [.. nodes];
    }

    /// <summary>All bindings of a pattern's variables that continue a binding; relationships must differ from each other.</summary>
    public IEnumerable<Dictionary<string, int[]>> Match(
        Dictionary<string, int[]> bound,
        IReadOnlyList<PatternStep> steps,
        IReadOnlySet<int> used,
        int step = 0
    )
    {
        if (step == steps.Count)
        {
            yield return bound;
            yield break;
        }
        var next = steps[step];
        foreach (var (walk, end) in Walks(bound[next.From][0], next, used))
        {
            bool fits = !bound.TryGetValue(next.To, out int[]? known) || known[0] == end;
            if (!fits || !HasLabel(end, next.ToLabel))
            {
                continue;
            }
            var further = new Dictionary<string, int[]>(bound, StringComparer.Ordinal)
            {
                [next.To] = [end],
                [next.Relationship] = [.. walk],
            };
            foreach (
                var match in Match(further, steps, new HashSet<int>([.. used, .. walk]), step + 1)
            )
            {
                yield return match;
            }
        }
    }

    private IEnumerable<(List<int> Walk, int End)> Walks(
        int start,
        PatternStep step,
        IReadOnlySet<int> used
    )
    {
        var open = new Queue<(List<int> Walk, int End)>([([], start)]);
        while (open.TryDequeue(out var state))
        {
            if (state.Walk.Count >= step.Minimum)
            {
                yield return state;
            }
            for (int r = 0; state.Walk.Count < step.Maximum && r < _relationships.Count; r++)
            {
                if (
                    !used.Contains(r)
                    && !state.Walk.Contains(r)
                    && OtherEnd(r, state.End, step) is { } end
                )
                {
                    open.Enqueue(([.. state.Walk, r], end));
                }
            }
        }
    }

    private int? OtherEnd(int relationship, int node, PatternStep step)
    {
        var (start, type, end) = _relationships[relationship];
        if (step.Type is not null && step.Type != type)
        {
            return null;
        }
        if (start == node && step.Direction is not Direction.Incoming)
        {
            return end;
        }
        return end == node && step.Direction is not Direction.Outgoing ? start : null;
    }
}
