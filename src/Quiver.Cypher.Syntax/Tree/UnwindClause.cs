namespace Quiver.Cypher.Syntax.Tree;

/// <summary>UNWIND: one row for each element of a list.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="List">The list.</param>
/// <param name="Variable">What each element is called.</param>
public sealed record UnwindClause(SourceExtent Extent, Expression List, Variable Variable)
    : Clause(Extent);
