using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>ProcedureCall: for each row the rows that a procedure gives.</summary>
/// <param name="context">The query's context.</param>
/// <param name="source">The operator that it reads from.</param>
/// <param name="call">What is called, and where the values go.</param>
/// <param name="output">The columns passed on.</param>
internal sealed class ProcedureCallOperator(
    QueryContext context,
    Operator source,
    ProcedureCallSettings call,
    OutputColumns output
) : ResultRowsOperator(context, source, call.Arguments, call.Columns, output)
{
    /// <inheritdoc/>
    protected override bool Stays(bool hadResult) => call.IsVoid || (call.IsOptional && !hadResult);

    /// <inheritdoc/>
    protected override IEnumerator<Value[]> Begin(Value[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ProcedureArguments.Convert(values[i], call.Procedure, i);
        }
        var invocation = new ProcedureInvocation
        {
            Arguments = values,
            Snapshot = Context.Snapshot,
            Caller = Context.Caller,
            VirtualEntities = Context.VirtualEntities,
            Transactions = call.Procedure.RunsTransactions ? Context.Options.Transactions : null,
            Queries = Context.Options.ProcedureQueries,
            Changes =
                call.Procedure.ChangesGraph && Context.Options.ProcedureQueries is { } queries
                    ? new ProcedureChanges(Context, queries)
                    : null,
            Notify = Context.Notify,
            NoteRead = Context.NoteRead,
            Charge = Context.Memory.Change,
            IsCypher25 = call.IsCypher25,
            Cancellation = Context.Cancellation,
        };
        return call.Body(invocation).GetEnumerator();
    }
}
