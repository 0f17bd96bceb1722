namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>subject.key</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Subject">A node, relationship, map, point or temporal value.</param>
/// <param name="Key">Which property.</param>
public sealed record PropertyAccess(SourceExtent Extent, Expression Subject, Name Key)
    : Expression(Extent);
