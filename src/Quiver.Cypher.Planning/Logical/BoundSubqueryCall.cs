using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>CALL of a subquery: for each row the rows that the subquery gives; for one without columns, the row itself.</summary>
/// <param name="query">The subquery.</param>
/// <param name="imports">The variables of the row that it uses.</param>
/// <param name="isOptional">Whether a row without a result stays, with nulls.</param>
internal sealed class BoundSubqueryCall(
    BoundQuery query,
    IReadOnlyList<Variable> imports,
    bool isOptional
) : BoundClause
{
    /// <summary>The subquery.</summary>
    public BoundQuery Query { get; } = query;

    /// <summary>The variables of the row that it uses.</summary>
    public IReadOnlyList<Variable> Imports { get; } = imports;

    /// <summary>Whether a row without a result stays, with nulls.</summary>
    public bool IsOptional { get; } = isOptional;

    /// <summary>How it runs in transactions of its own; null when it runs in that of the query.</summary>
    public BoundInTransactions? Transactions { get; init; }
}
