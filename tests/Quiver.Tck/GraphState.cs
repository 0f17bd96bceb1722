namespace Quiver.Tck;

/// <summary>What a graph holds, to tell the side effects of a query.</summary>
/// <param name="Nodes">The nodes' ids.</param>
/// <param name="Relationships">The relationships' ids.</param>
/// <param name="Labels">The labels that nodes have.</param>
/// <param name="Properties">Each property with its owner and value.</param>
internal sealed record GraphState(
    HashSet<string> Nodes,
    HashSet<string> Relationships,
    HashSet<string> Labels,
    HashSet<string> Properties
)
{
    /// <summary>The side effects that lead from another state to this one, those that are not 0, as the kit writes them.</summary>
    public SortedDictionary<string, int> Since(GraphState before)
    {
        var effects = new SortedDictionary<string, int>(StringComparer.Ordinal);
        Add(effects, "nodes", before.Nodes, Nodes);
        Add(effects, "relationships", before.Relationships, Relationships);
        Add(effects, "labels", before.Labels, Labels);
        Add(effects, "properties", before.Properties, Properties);
        return effects;
    }

    private static void Add(
        SortedDictionary<string, int> effects,
        string what,
        HashSet<string> before,
        HashSet<string> after
    )
    {
        int added = after.Except(before).Count();
        int removed = before.Except(after).Count();
        if (added > 0)
        {
            effects.Add("+" + what, added);
        }
        if (removed > 0)
        {
            effects.Add("-" + what, removed);
        }
    }
}
