namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>.*</c>: all properties of the subject.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public sealed record AllPropertiesSelector(SourceExtent Extent) : MapProjectionItem(Extent);
