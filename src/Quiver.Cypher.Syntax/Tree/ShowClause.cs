using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>SHOW, or TERMINATE: the rows of a list that the server keeps. It is the first clause of its query, or follows another of transactions; behind the last comes RETURN or nothing.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Kind">What is listed.</param>
/// <param name="Selection">Which of them, as the words between SHOW and the kind in their shortest spelling, for example <c>RANGE</c> or <c>NODE KEY</c>; empty for all.</param>
/// <param name="Names">The names or numbers that it asks for; empty for all.</param>
/// <param name="Yield">The columns after YIELD, each a variable, with their order and slice; null without YIELD.</param>
/// <param name="Where">The filter, if any.</param>
public sealed record ShowClause(
    SourceExtent Extent,
    ShowKind Kind,
    string Selection,
    ImmutableArray<Expression> Names,
    ProjectionBody? Yield,
    Expression? Where
) : Clause(Extent);
