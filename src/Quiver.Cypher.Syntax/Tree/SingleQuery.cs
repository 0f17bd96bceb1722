using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A run of clauses.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Clauses">The clauses in order; at least one. Only the last may be a <see cref="ReturnClause"/>. Within EXISTS and COUNT the last may be a <see cref="MatchClause"/>.</param>
public sealed record SingleQuery(SourceExtent Extent, ImmutableArray<Clause> Clauses)
    : Query(Extent);
