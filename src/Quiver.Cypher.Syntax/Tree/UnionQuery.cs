using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Several runs of clauses whose rows are joined. UNION and UNION ALL are never mixed in one.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Parts">The parts in order; at least two.</param>
/// <param name="All">Whether duplicate rows stay (UNION ALL).</param>
public sealed record UnionQuery(SourceExtent Extent, ImmutableArray<SingleQuery> Parts, bool All)
    : Query(Extent);
