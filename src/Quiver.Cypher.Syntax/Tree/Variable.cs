namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A variable, where it is declared as well as where it is used.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The name without back-ticks; case matters.</param>
public sealed record Variable(SourceExtent Extent, string Name) : Expression(Extent);
