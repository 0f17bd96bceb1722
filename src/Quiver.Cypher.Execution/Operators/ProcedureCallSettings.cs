using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>What a <see cref="ProcedureCallOperator"/> calls, and where the values go.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="Body">What it does.</param>
/// <param name="Arguments">One expression for each of its parameters.</param>
/// <param name="Columns">For each column taken: which of the procedure's it is, and the output's column; -1 when nobody needs it.</param>
/// <param name="IsOptional">Whether a row without a result stays, with nulls.</param>
/// <param name="IsCypher25">Whether it is called in Cypher 25, not in Cypher 5.</param>
internal sealed record ProcedureCallSettings(
    ProcedureSignature Procedure,
    ProcedureBody Body,
    VectorExpression[] Arguments,
    (int Index, int Slot)[] Columns,
    bool IsOptional,
    bool IsCypher25
)
{
    /// <summary>Whether the procedure gives no rows by its nature: then the row for which it ran stays.</summary>
    public bool IsVoid => Procedure.Columns.Count == 0;
}
