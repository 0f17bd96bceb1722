namespace Quiver.Cypher.Syntax.Tree;

/// <summary>What stands behind CASE, in a WHEN that begins with an operator: <c>CASE x WHEN &lt; 5 THEN …</c>.</summary>
/// <param name="Extent">Where the operator stands in the query.</param>
public sealed record CaseSubject(SourceExtent Extent) : Expression(Extent);
