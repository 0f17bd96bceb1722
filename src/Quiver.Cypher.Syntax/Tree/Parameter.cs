namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>$name</c>: a value sent along with the query.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The name without <c>$</c> and back-ticks.</param>
public sealed record Parameter(SourceExtent Extent, string Name) : Expression(Extent);
