using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Optional: the source's rows; for an argument row that has none, one row with nulls. The source gives its rows in the order of the argument rows.</summary>
internal sealed class OptionalOperator(
    Operator source,
    ArgumentRows arguments,
    OptionalColumns columns
) : Operator
{
    // The first argument row that has had no row yet.
    private int _open;
    private bool _isDone;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_isDone)
        {
            return null;
        }
        var found = source.Next();
        var argumentRows = new List<int>();
        var sourceRows = new List<int>();
        if (found is null)
        {
            _isDone = true;
            Close(arguments.Rows.RowCount, argumentRows, sourceRows);
            return argumentRows.Count == 0
                ? null
                : columns.Rows(arguments.Rows, argumentRows, new Batch([], 0), sourceRows);
        }
        for (int row = 0; row < found.RowCount; row++)
        {
            int argument = arguments.IsNumbered
                ? (int)((WordVector)found.Columns[^1]).Items[row]
                : 0;
            Close(argument, argumentRows, sourceRows);
            _open = argument + 1;
            argumentRows.Add(argument);
            sourceRows.Add(row);
        }
        return columns.Rows(arguments.Rows, argumentRows, found, sourceRows);
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _open = 0;
        _isDone = false;
        source.Restart();
    }

    private void Close(int before, List<int> argumentRows, List<int> sourceRows)
    {
        for (; _open < before; _open++)
        {
            argumentRows.Add(_open);
            sourceRows.Add(-1);
        }
    }
}
