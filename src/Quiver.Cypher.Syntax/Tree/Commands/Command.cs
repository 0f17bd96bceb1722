namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>A statement that changes schema or administration: it is a whole query by itself and has no rows.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public abstract record Command(SourceExtent Extent) : Query(Extent);
