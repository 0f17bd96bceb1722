namespace Quiver.Cypher.Syntax.Tree;

/// <summary>FINISH: the query ends without a result.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public sealed record FinishClause(SourceExtent Extent) : Clause(Extent);
