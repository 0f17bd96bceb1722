using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// For each row the nodes that are neighbours of two nodes that it has, with the relationships to both: what closes a circle is looked for among the neighbours
/// of both ends at once, so that its cost goes with their degrees and never with the number of open paths.
/// </summary>
/// <param name="source">The operator that it reads from; its rows hold both nodes.</param>
/// <param name="first">The step from the one node.</param>
/// <param name="second">The step from the other one, to the same node.</param>
public sealed class ExpandIntersect(PlanNode source, Expansion first, Expansion second)
    : UnaryNode(source, [.. source.Output, first.Relationship, first.To, second.Relationship])
{
    /// <inheritdoc/>
    public override string Name => "Expand(Intersect)";

    /// <inheritdoc/>
    public override string Details => $"{First}, {Second}";

    /// <summary>The step from the one node.</summary>
    public Expansion First { get; } = first;

    /// <summary>The step from the other one, to the same node.</summary>
    public Expansion Second { get; } = second;

    /// <summary>Whether the two relationships must differ, which only matters where the two nodes are one.</summary>
    public bool AreDifferent { get; init; }

    internal override IEnumerable<Variable> Introduced =>
        [First.Relationship, First.To, Second.Relationship];

    internal override IEnumerable<Variable> Read =>
        [First.From, Second.From, .. First.DiffersFrom, .. Second.DiffersFrom];
}
