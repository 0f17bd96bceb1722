namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>EXISTS { … }</c>, <c>COUNT { … }</c> or <c>COLLECT { … }</c>. The pattern form arrives as a query of one <see cref="MatchClause"/>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Kind">What becomes of the subquery's rows.</param>
/// <param name="Query">The subquery; it sees the variables around it.</param>
public sealed record SubqueryExpression(SourceExtent Extent, SubqueryKind Kind, Query Query)
    : Expression(Extent);
