using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>[OPTIONAL] CALL name(arguments) [YIELD …] [WHERE …]</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Optional">Whether a row without a result stays, filled up with null.</param>
/// <param name="Name">The procedure's dotted name.</param>
/// <param name="IsImplicit">Whether there are no parentheses: the arguments are the parameters of the same names.</param>
/// <param name="Arguments">The arguments in order.</param>
/// <param name="YieldsAll">Whether it is <c>YIELD *</c>.</param>
/// <param name="Yield">The columns taken; empty without YIELD.</param>
/// <param name="Where">The filter over the procedure's rows, if any.</param>
public sealed record ProcedureCallClause(
    SourceExtent Extent,
    bool Optional,
    Name Name,
    bool IsImplicit,
    ImmutableArray<Expression> Arguments,
    bool YieldsAll,
    ImmutableArray<YieldItem> Yield,
    Expression? Where
) : Clause(Extent)
{
    /// <summary>The search that was written instead, if any: its conditions are about what the index holds.</summary>
    public VectorSearch? Search { get; init; }
}
