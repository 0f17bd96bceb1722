using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>What one repetition of a path is made of, and how often it is repeated.</summary>
/// <param name="Start">The node that it is walked from.</param>
/// <param name="End">The node that it leads to.</param>
/// <param name="Relationships">Its relationships in the pattern's order.</param>
/// <param name="Groups">The lists of what its variables are in each repetition.</param>
/// <param name="Minimum">The fewest repetitions; 0 includes the node itself.</param>
/// <param name="Maximum">The most repetitions; null for as many as there are.</param>
public sealed record Repetition(
    Variable Start,
    Variable End,
    IReadOnlyList<Variable> Relationships,
    IReadOnlyList<GroupVariable> Groups,
    int Minimum,
    int? Maximum
)
{
    /// <summary>Whether the node at the far end is known: a column of the source.</summary>
    public bool IsInto { get; init; }

    /// <summary>Whether the path is walked from the pattern's right end.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Whether a relationship may occur in more than one repetition.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether a relationship is walked in both directions.</summary>
    public bool IsUndirected { get; init; }

    /// <summary>Whether only shortest walks to each node matter, which are then found level by level: one of them, or all.</summary>
    public ShortestWalks Shortest { get; init; }
}
