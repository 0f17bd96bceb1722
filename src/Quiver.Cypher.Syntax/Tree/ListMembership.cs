namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>element IN list</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Element">What is looked for.</param>
/// <param name="List">Where.</param>
public sealed record ListMembership(SourceExtent Extent, Expression Element, Expression List)
    : Expression(Extent);
