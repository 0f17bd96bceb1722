namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A clause that changes the graph.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public abstract record UpdatingClause(SourceExtent Extent) : Clause(Extent);
