namespace Quiver.Cypher.Syntax.Tree;

/// <summary>WITH: projects, then filters what the projection gave.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Projection">What is projected.</param>
/// <param name="Where">The filter over the projected rows, if any.</param>
public sealed record WithClause(SourceExtent Extent, ProjectionBody Projection, Expression? Where)
    : Clause(Extent);
