using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>GROUP BY behind the items of WITH or RETURN.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="IsAll">Whether it is <c>GROUP BY ALL</c>: every item without an aggregate is a key.</param>
/// <param name="Keys">The keys: names of items, or expressions over what stands before the projection; none in <c>GROUP BY ()</c>, where all rows are one group.</param>
public sealed record Grouping(SourceExtent Extent, bool IsAll, ImmutableArray<Expression> Keys)
    : SyntaxNode(Extent);
