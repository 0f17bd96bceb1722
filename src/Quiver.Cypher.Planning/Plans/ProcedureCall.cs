using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Procedures;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>For each row, one row per row that a procedure gives; one for a procedure without columns.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="procedure">The procedure.</param>
/// <param name="arguments">One expression for each of its parameters.</param>
/// <param name="columns">The columns taken from its rows.</param>
public sealed class ProcedureCall(
    PlanNode source,
    ProcedureSignature procedure,
    IReadOnlyList<BoundExpression> arguments,
    IReadOnlyList<YieldedColumn> columns
) : UnaryNode(source, [.. source.Output, .. columns.Select(static c => c.Variable)])
{
    /// <inheritdoc/>
    public override string Name => "ProcedureCall";

    /// <inheritdoc/>
    public override string Details =>
        $"{Call} :: ({string.Join(", ", Procedure.Columns)})"
        + (Procedure.Note.Length > 0 ? $" [{Procedure.Note}]" : "");

    /// <summary>The procedure.</summary>
    public ProcedureSignature Procedure { get; } = procedure;

    /// <summary>One expression for each of its parameters.</summary>
    public IReadOnlyList<BoundExpression> Arguments { get; } = arguments;

    /// <summary>The columns taken from its rows.</summary>
    public IReadOnlyList<YieldedColumn> Columns { get; } = columns;

    /// <summary>Whether a row for which there is none stays, with nulls.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it is called in Cypher 25, not in Cypher 5.</summary>
    public bool IsCypher25 { get; init; }

    internal override bool IsRowWise => !Procedure.ChangesGraph;

    internal override IEnumerable<Variable> Introduced => Columns.Select(static c => c.Variable);

    internal override IEnumerable<BoundExpression> Expressions => Arguments;

    private string Call => $"{Procedure.Name}({string.Join(", ", Arguments)})";
}
