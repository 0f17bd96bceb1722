namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A pattern used as a predicate (or as the argument of <c>exists</c>): it holds when the pattern occurs.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Pattern">The pattern; at least one step, no path variable.</param>
public sealed record PatternExpression(SourceExtent Extent, PatternPart Pattern)
    : Expression(Extent);
