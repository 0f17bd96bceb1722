using Quiver.Cypher.Planning.Binding;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>One step of a pattern: from a node that is known, over relationships of given types, to the node at the other end.</summary>
/// <param name="From">The node that is known.</param>
/// <param name="Relationship">The relationship; its column is made only where the operator's output has it.</param>
/// <param name="To">The node at the other end.</param>
/// <param name="Direction">The direction as seen from <paramref name="From"/>.</param>
/// <param name="Types">The types; empty for any type.</param>
public sealed record Expansion(
    Variable From,
    Variable Relationship,
    Variable To,
    Direction Direction,
    IReadOnlyList<string> Types
)
{
    /// <summary>
    /// Relationships (or lists of them) in the source's rows that this one must differ from. Holds only those that could be the same.
    /// </summary>
    public IReadOnlyList<Variable> DiffersFrom { get; init; } = [];

    /// <summary>The step as plans show it.</summary>
    public override string ToString() => PlanText.Pattern(From, Relationship, To, Direction, Types);
}
