namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>.key</c>: the subject's property under its own name.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Key">Which property.</param>
public sealed record PropertySelector(SourceExtent Extent, Name Key) : MapProjectionItem(Extent);
