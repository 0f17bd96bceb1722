using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>ProcedureCall of a procedure that changes the graph: for each row of the source, when all of them are there, the rows that it gives. Each call sees what those before it have changed.</summary>
internal sealed class ChangingCallOperator(
    QueryContext context,
    Operator source,
    ProcedureCallSettings call,
    OutputColumns output
) : UpdateOperator(context, source)
{
    /// <inheritdoc/>
    protected override IEnumerable<Batch> Apply(List<Batch> input)
    {
        var calls = new ProcedureCallOperator(Context, new ListOperator(input), call, output);
        while (calls.Next() is { } rows)
        {
            yield return rows;
        }
    }

    /// <summary>Gives batches that are there.</summary>
    private sealed class ListOperator(List<Batch> batches) : Operator
    {
        private int _next;

        public override Batch? Next() => _next < batches.Count ? batches[_next++] : null;

        public override void Restart() => _next = 0;
    }
}
