using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Logical;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Parts of a pattern that hang together.</summary>
/// <param name="Nodes">The nodes.</param>
/// <param name="Relationships">The relationships.</param>
/// <param name="HasSource">Whether the rows that the pattern extends belong to it.</param>
internal sealed record PatternComponent(
    IReadOnlyList<Variable> Nodes,
    IReadOnlyList<PatternRelationship> Relationships,
    bool HasSource
);
