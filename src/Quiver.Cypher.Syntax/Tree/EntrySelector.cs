namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>key: value</c>: a computed value.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public sealed record EntrySelector(SourceExtent Extent, Name Key, Expression Value)
    : MapProjectionItem(Extent);
