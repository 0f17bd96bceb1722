using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Apply: each left row with each row that the right side gives for it; a batch of left rows at once where the right side numbers its rows.</summary>
internal sealed class ApplyOperator(
    QueryContext context,
    Operator left,
    Operator right,
    ArgumentRows arguments,
    JoinColumns columns
) : Operator
{
    private Batch? _input;
    private int _row;

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
            var found = right.Next();
            if (found is null)
            {
                Advance();
            }
            else if (found.RowCount > 0)
            {
                return columns.Join(_input!, LeftRowsOf(found), found);
            }
        }
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _input = null;
        left.Restart();
    }

    private bool Pull()
    {
        do
        {
            _input = left.Next();
            if (_input is null)
            {
                return false;
            }
        } while (_input.RowCount == 0);
        _row = 0;
        StartRight();
        return true;
    }

    private void Advance()
    {
        if (arguments.IsNumbered || ++_row == _input!.RowCount)
        {
            _input = null;
        }
        else
        {
            StartRight();
        }
    }

    private void StartRight()
    {
        arguments.Rows = arguments.IsNumbered ? _input! : SingleRow.Of(_input!, _row);
        right.Restart();
    }

    private int[] LeftRowsOf(Batch found)
    {
        int[] rows = new int[found.RowCount];
        if (!arguments.IsNumbered)
        {
            Array.Fill(rows, _row);
            return rows;
        }
        var numbers = ((WordVector)found.Columns[^1]).Items;
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = (int)numbers[i];
        }
        return rows;
    }
}
