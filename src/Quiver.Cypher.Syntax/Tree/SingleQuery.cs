using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A run of clauses.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Clauses">The clauses in order; at least one. Only the last may be a <see cref="ReturnClause"/>. The last is one, but within EXISTS and COUNT any may be the last.</param>
public sealed record SingleQuery(SourceExtent Extent, ImmutableArray<Clause> Clauses)
    : Query(Extent);
