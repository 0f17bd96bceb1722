namespace Quiver.Cypher.Syntax.Tree;

/// <summary>RETURN: the columns of the result.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Projection">What is projected.</param>
public sealed record ReturnClause(SourceExtent Extent, ProjectionBody Projection) : Clause(Extent);
