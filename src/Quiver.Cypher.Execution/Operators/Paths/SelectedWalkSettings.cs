using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>Which walks between two nodes are looked for, and which of them are chosen.</summary>
/// <param name="Step">One step: its ends in the source's columns, direction and types.</param>
/// <param name="Minimum">The fewest steps.</param>
/// <param name="Maximum">The most steps.</param>
/// <param name="Choice">Which walks are chosen.</param>
/// <param name="Count">How many, of walks or of lengths.</param>
/// <param name="Predicate">What each step must satisfy, over the source's columns followed by its start, its relationship and its end; null for anything.</param>
/// <param name="SourceWidth">The number of the source's columns.</param>
/// <param name="Lists">The output's columns of lists, with what each list is of.</param>
internal sealed record SelectedWalkSettings(
    ExpandStep Step,
    int Minimum,
    int Maximum,
    PathChoice Choice,
    long Count,
    VectorExpression? Predicate,
    int SourceWidth,
    (WalkGroup Group, int Slot)[] Lists
)
{
    /// <summary>Whether what a step must satisfy depends on the nodes at its ends, and so on the direction in which it is walked.</summary>
    public bool IsAboutEnds =>
        Predicate is not null
        && (Predicate.Slots.Contains(SourceWidth) || Predicate.Slots.Contains(SourceWidth + 2));
}
