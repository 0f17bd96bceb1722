using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>A path that is repeated, as a pattern of its own.</summary>
/// <param name="Match">One repetition; all its nodes and relationships are new.</param>
/// <param name="First">The node that it begins at.</param>
/// <param name="Last">The node that it ends at, where the next one begins.</param>
/// <param name="Relationships">Its relationships in order.</param>
/// <param name="Groups">The variables that are lists outside.</param>
/// <param name="Imports">The variables of the clauses before that it uses.</param>
internal sealed record QuantifiedPattern(
    BoundMatch Match,
    Variable First,
    Variable Last,
    IReadOnlyList<Variable> Relationships,
    IReadOnlyList<GroupVariable> Groups,
    IReadOnlyList<Variable> Imports
);
