using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A call of a function. The special forms of trim and normalize arrive as plain calls: <c>trim(LEADING c FROM s)</c> as <c>ltrim(s, c)</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The dotted name as written; built-in names ignore case.</param>
/// <param name="Distinct">Whether an aggregate sees each value once.</param>
/// <param name="Star">Whether it is <c>count(*)</c>; then there are no arguments.</param>
/// <param name="Arguments">The arguments in order.</param>
public sealed record FunctionCall(
    SourceExtent Extent,
    string Name,
    bool Distinct,
    bool Star,
    ImmutableArray<Expression> Arguments
) : Expression(Extent);
