using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>Chooses among the paths that a pattern finds between any two nodes.</summary>
/// <param name="Choice">Which are chosen.</param>
/// <param name="Count">How many, of paths or of lengths; needs no row.</param>
/// <param name="First">The node that a path begins at.</param>
/// <param name="Last">The node that it ends at.</param>
/// <param name="Relationships">Its relationships, or lists of them.</param>
/// <param name="Predicates">What the chosen paths must satisfy.</param>
internal sealed record PathSelection(
    PathChoice Choice,
    BoundExpression Count,
    Variable First,
    Variable Last,
    IReadOnlyList<Variable> Relationships,
    IReadOnlyList<BoundExpression> Predicates
);
