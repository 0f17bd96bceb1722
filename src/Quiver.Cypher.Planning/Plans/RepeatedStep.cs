using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The one relationship that a path repeats, and how often.</summary>
/// <param name="Start">The node that a step starts at.</param>
/// <param name="Relationship">Its relationship.</param>
/// <param name="End">The node that it leads to.</param>
/// <param name="Minimum">The fewest steps; 0 includes the path of one node.</param>
/// <param name="Maximum">The most steps; null for as many as there are.</param>
public sealed record RepeatedStep(
    Variable Start,
    Variable Relationship,
    Variable End,
    int Minimum,
    int? Maximum
)
{
    /// <summary>What each step must satisfy, over the source's columns and the step's three variables; null for anything.</summary>
    public BoundExpression? Predicate { get; init; }

    /// <summary>The lists of what the step's variables are.</summary>
    public IReadOnlyList<GroupVariable> Groups { get; init; } = [];
}
