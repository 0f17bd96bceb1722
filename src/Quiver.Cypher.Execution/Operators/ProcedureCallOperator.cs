using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>ProcedureCall: for each row the rows that a procedure gives, taken as they are needed.</summary>
/// <param name="context">The query's context.</param>
/// <param name="source">The operator that it reads from.</param>
/// <param name="call">What is called, and where the values go.</param>
/// <param name="output">The columns passed on.</param>
internal sealed class ProcedureCallOperator(
    QueryContext context,
    Operator source,
    ProcedureCallSettings call,
    OutputColumns output
) : Operator
{
    // Some procedures give their result in large pieces of text.
    private const int MaxTextBytes = 1 << 22;

    private readonly List<int> _rows = [];
    private readonly ColumnVector[] _arguments = new ColumnVector[call.Arguments.Length];
    private Batch? _input;
    private IEnumerator<Value[]>? _results;
    private int _row;
    private long _textBytes;
    private bool _hasResult;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_input is null && !Pull())
            {
                return null;
            }
            _rows.Clear();
            var columns = new ColumnBuilder[call.Columns.Length];
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i] = new ColumnBuilder();
            }
            _textBytes = 0;
            while (
                _row < _input!.RowCount && _rows.Count < Batch.Capacity && _textBytes < MaxTextBytes
            )
            {
                Take(columns);
            }
            var input = _input;
            if (_row == input.RowCount)
            {
                _input = null;
            }
            if (_rows.Count > 0)
            {
                return BatchOf(input, columns);
            }
        }
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _input = null;
        _results?.Dispose();
        _results = null;
        source.Restart();
    }

    private bool Pull()
    {
        _input = source.Next();
        if (_input is null)
        {
            return false;
        }
        for (int i = 0; i < _arguments.Length; i++)
        {
            _arguments[i] = call.Arguments[i].Evaluate(_input, context);
        }
        _row = 0;
        return true;
    }

    // The next row of the procedure for the current row of the input, or the step to the input's next row.
    private void Take(ColumnBuilder[] columns)
    {
        if (_results is null)
        {
            _results = Begin();
            _hasResult = false;
        }
        if (_results.MoveNext())
        {
            _hasResult = true;
            Append(columns, _results.Current);
            return;
        }
        _results.Dispose();
        _results = null;
        if (call.IsVoid || (call.IsOptional && !_hasResult))
        {
            Append(columns, null);
        }
        _row++;
    }

    private IEnumerator<Value[]> Begin()
    {
        var arguments = new Value[_arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = ProcedureArguments.Convert(_arguments[i][_row], call.Procedure, i);
        }
        var invocation = new ProcedureInvocation
        {
            Arguments = arguments,
            Snapshot = context.Snapshot,
            Caller = context.Caller,
            VirtualEntities = context.VirtualEntities,
            Transactions = call.Procedure.RunsTransactions ? context.Options.Transactions : null,
            Queries = context.Options.ProcedureQueries,
            Changes =
                call.Procedure.ChangesGraph && context.Options.ProcedureQueries is { } queries
                    ? new ProcedureChanges(context, queries)
                    : null,
            Notify = context.Notify,
            NoteRead = context.NoteRead,
            Charge = context.Memory.Change,
            IsCypher25 = call.IsCypher25,
            Cancellation = context.Cancellation,
        };
        return call.Body(invocation).GetEnumerator();
    }

    private void Append(ColumnBuilder[] columns, Value[]? result)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (call.Columns[i].Slot >= 0)
            {
                var value = result is null ? Value.Null : result[call.Columns[i].Index];
                columns[i].Append(value);
                _textBytes += value.Kind == ValueKind.String ? value.Bits : 0;
            }
        }
        _rows.Add(_row);
    }

    private Batch BatchOf(Batch input, ColumnBuilder[] built)
    {
        var columns = output.Pass(input, CollectionsMarshal.AsSpan(_rows));
        for (int i = 0; i < built.Length; i++)
        {
            if (call.Columns[i].Slot >= 0)
            {
                columns[call.Columns[i].Slot] = built[i].Build();
            }
        }
        return new Batch(columns, _rows.Count);
    }
}
