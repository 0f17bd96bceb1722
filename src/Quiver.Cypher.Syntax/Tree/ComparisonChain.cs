using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>a &lt; b &lt;= c</c>: holds when every neighbouring pair does; each operand counts once.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="First">The leftmost operand.</param>
/// <param name="Links">What follows; at least one.</param>
public sealed record ComparisonChain(
    SourceExtent Extent,
    Expression First,
    ImmutableArray<ComparisonLink> Links
) : Expression(Extent);
