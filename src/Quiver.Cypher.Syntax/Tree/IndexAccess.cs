namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>subject[index]</c>: an element of a list, or a property by computed key.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Subject">The list, map or entity.</param>
/// <param name="Index">Which element.</param>
public sealed record IndexAccess(SourceExtent Extent, Expression Subject, Expression Index)
    : Expression(Extent);
