using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Procedures;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>CALL of a procedure: for each row the rows that the procedure gives.</summary>
internal sealed class BoundProcedureCall : BoundClause
{
    /// <summary>The procedure.</summary>
    public required ProcedureSignature Procedure { get; init; }

    /// <summary>One expression for each of its parameters.</summary>
    public required IReadOnlyList<BoundExpression> Arguments { get; init; }

    /// <summary>The columns taken from its rows.</summary>
    public required IReadOnlyList<YieldedColumn> Columns { get; init; }

    /// <summary>Whether a row without a result stays, with nulls.</summary>
    public required bool IsOptional { get; init; }

    /// <summary>Whether it is called in Cypher 25, not in Cypher 5.</summary>
    public required bool IsCypher25 { get; init; }

    /// <summary>The filter over the rows, if any.</summary>
    public required BoundExpression? Where { get; init; }
}
