using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>One query of a union.</summary>
/// <param name="Query">The query.</param>
/// <param name="Columns">Its columns in the order of the union's.</param>
internal sealed record UnionPart(BoundSingleQuery Query, IReadOnlyList<Variable> Columns);
