using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>FOREACH: does updating clauses for each element of a list.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Variable">What each element is called inside.</param>
/// <param name="List">The list.</param>
/// <param name="Clauses">What is done; at least one.</param>
public sealed record ForeachClause(
    SourceExtent Extent,
    Variable Variable,
    Expression List,
    ImmutableArray<Clause> Clauses
) : UpdatingClause(Extent);
