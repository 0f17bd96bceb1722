using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Gives the argument rows of the Apply above, once.</summary>
internal sealed class ArgumentOperator(ArgumentRows arguments, OutputColumns output) : Operator
{
    private bool _isDone;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_isDone)
        {
            return null;
        }
        _isDone = true;
        var rows = arguments.Rows;
        var columns = output.Pass(rows);
        if (arguments.IsNumbered)
        {
            columns[^1] = Numbers(rows.RowCount);
        }
        return new Batch(columns, rows.RowCount);
    }

    /// <inheritdoc/>
    public override void Restart() => _isDone = false;

    /// <summary>The numbers of so many left rows, as the column that carries them has them.</summary>
    public static WordVector Numbers(int count)
    {
        var numbers = new WordVector(VectorKind.Integer, count);
        var words = numbers.AppendSpan(count);
        for (int row = 0; row < count; row++)
        {
            words[row] = row;
        }
        return numbers;
    }
}
