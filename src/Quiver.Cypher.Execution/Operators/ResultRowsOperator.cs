using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>For each row the rows of something that is asked with the row's arguments, taken as they are needed.</summary>
/// <param name="context">The query's context.</param>
/// <param name="source">The operator that it reads from.</param>
/// <param name="arguments">What is asked with.</param>
/// <param name="made">For each column that is taken its index in the rows that are given, and the output's column; -1 when nobody needs it.</param>
/// <param name="output">The columns passed on.</param>
internal abstract class ResultRowsOperator(
    QueryContext context,
    Operator source,
    VectorExpression[] arguments,
    (int Index, int Slot)[] made,
    OutputColumns output
) : Operator
{
    // Some results come in large pieces of text.
    private const int MaxTextBytes = 1 << 22;

    private readonly List<int> _rows = [];
    private readonly ColumnVector[] _arguments = new ColumnVector[arguments.Length];
    private Batch? _input;
    private IEnumerator<Value[]>? _results;
    private int _row;
    private long _textBytes;
    private bool _hasResult;

    /// <summary>The query's context.</summary>
    protected QueryContext Context { get; } = context;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            if (_input is null && !Pull())
            {
                return null;
            }
            _rows.Clear();
            var columns = new ColumnBuilder[made.Length];
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

    /// <summary>Asks for the rows of one row of the input.</summary>
    /// <param name="values">The row's arguments.</param>
    protected abstract IEnumerator<Value[]> Begin(Value[] values);

    /// <summary>Whether a row of the input whose rows have all been taken stays besides, with nulls.</summary>
    /// <param name="hadResult">Whether it had any.</param>
    protected virtual bool Stays(bool hadResult) => false;

    private bool Pull()
    {
        _input = source.Next();
        if (_input is null)
        {
            return false;
        }
        for (int i = 0; i < _arguments.Length; i++)
        {
            _arguments[i] = arguments[i].Evaluate(_input, Context);
        }
        _row = 0;
        return true;
    }

    // The next row for the current row of the input, or the step to the input's next row.
    private void Take(ColumnBuilder[] columns)
    {
        if (_results is null)
        {
            _results = Begin(Array.ConvertAll(_arguments, column => column[_row]));
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
        if (Stays(_hasResult))
        {
            Append(columns, null);
        }
        _row++;
    }

    private void Append(ColumnBuilder[] columns, Value[]? result)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (made[i].Slot >= 0)
            {
                var value = result is null ? Value.Null : result[made[i].Index];
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
            if (made[i].Slot >= 0)
            {
                columns[made[i].Slot] = built[i].Build();
            }
        }
        return new Batch(columns, _rows.Count);
    }
}
