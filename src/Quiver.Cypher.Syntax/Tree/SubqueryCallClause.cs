using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>[OPTIONAL] CALL (variables) { … }</c>: a query that runs for each row.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Optional">Whether a row without a result stays, filled up with null.</param>
/// <param name="HasScope">Whether there are parentheses; without them a first WITH in the subquery says what it sees.</param>
/// <param name="ImportsAll">Whether a star stands in the parentheses.</param>
/// <param name="Imports">The variables in the parentheses.</param>
/// <param name="Query">The subquery.</param>
public sealed record SubqueryCallClause(
    SourceExtent Extent,
    bool Optional,
    bool HasScope,
    bool ImportsAll,
    ImmutableArray<Variable> Imports,
    Query Query
) : Clause(Extent)
{
    /// <summary>How it runs in transactions of its own; null when it runs in that of the query.</summary>
    public InTransactions? Transactions { get; init; }

    /// <summary>Whether the subquery gives columns: it ends with RETURN, or with a procedure whose columns are its own.</summary>
    public bool HasColumns =>
        Query switch
        {
            SingleQuery single => single.Clauses[^1] is ReturnClause,
            UnionQuery union => union.Parts[0].Clauses[^1] is ReturnClause,
            _ => false,
        };
}
