using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Planning.Shows;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>ShowTransactions and TerminateTransactions behind another: for each row the rows of a list, which is read when they are needed.</summary>
/// <param name="context">The query's context.</param>
/// <param name="source">The operator that it reads from.</param>
/// <param name="selection">What is listed.</param>
/// <param name="names">The names that are asked for.</param>
/// <param name="columns">Where the list's columns go.</param>
internal sealed class ShowForRowsOperator(
    QueryContext context,
    Operator source,
    ShowSelection selection,
    VectorExpression[] names,
    ShownColumns columns
) : Operator
{
    private readonly List<int> _rows = [];
    private readonly ColumnVector[] _names = new ColumnVector[names.Length];
    private Batch? _input;
    private IReadOnlyList<Value[]>? _listed;
    private int _row;
    private int _next;

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
            var made = new ColumnBuilder[columns.Made.Length];
            for (int i = 0; i < made.Length; i++)
            {
                made[i] = new ColumnBuilder();
            }
            var input = _input!;
            while (_row < input.RowCount && _rows.Count < Batch.Capacity)
            {
                Take(made);
            }
            if (_row == input.RowCount)
            {
                _input = null;
            }
            if (_rows.Count > 0)
            {
                return BatchOf(input, made);
            }
        }
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _input = null;
        _listed = null;
        source.Restart();
    }

    private bool Pull()
    {
        _input = source.Next();
        if (_input is null)
        {
            return false;
        }
        for (int i = 0; i < _names.Length; i++)
        {
            _names[i] = names[i].Evaluate(_input, context);
        }
        _row = 0;
        return true;
    }

    // The next row of the list for the current row of the input, or the step to the input's next row.
    private void Take(ColumnBuilder[] made)
    {
        if (_listed is null)
        {
            var asked = new Value[_names.Length];
            for (int i = 0; i < asked.Length; i++)
            {
                asked[i] = _names[i][_row];
            }
            _listed = context.Show.Rows(selection, asked);
            _next = 0;
        }
        if (_next == _listed.Count)
        {
            _listed = null;
            _row++;
            return;
        }
        var listed = _listed[_next++];
        for (int i = 0; i < made.Length; i++)
        {
            made[i].Append(listed[columns.Made[i].Index]);
        }
        _rows.Add(_row);
    }

    private Batch BatchOf(Batch input, ColumnBuilder[] made)
    {
        var passed = columns.Output.Pass(input, CollectionsMarshal.AsSpan(_rows));
        for (int i = 0; i < made.Length; i++)
        {
            if (columns.Made[i].Slot >= 0)
            {
                passed[columns.Made[i].Slot] = made[i].Build();
            }
        }
        return new Batch(passed, _rows.Count);
    }
}
