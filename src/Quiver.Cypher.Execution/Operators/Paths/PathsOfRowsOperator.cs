using System.Runtime.InteropServices;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>For each row of the source the paths that a search finds between two nodes of it, a row for each path.</summary>
/// <typeparam name="TPath">A path that was found.</typeparam>
/// <param name="context">The query's context.</param>
/// <param name="source">The source.</param>
/// <param name="output">Which of the source's columns are passed on.</param>
internal abstract class PathsOfRowsOperator<TPath>(
    QueryContext context,
    Operator source,
    OutputColumns output
) : Operator
{
    private readonly List<int> _rows = [];
    private Batch? _input;
    private IEnumerator<TPath>? _paths;
    private int _row;

    /// <inheritdoc/>
    public sealed override Batch? Next()
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_input is null)
            {
                _input = source.Next();
                _row = 0;
                if (_input is null)
                {
                    return null;
                }
            }
            while (_row < _input.RowCount && _rows.Count < Batch.Capacity)
            {
                Take(_input);
            }
            var input = _input;
            if (_row == input.RowCount)
            {
                _input = null;
            }
            if (_rows.Count > 0)
            {
                return Emit(input);
            }
        }
    }

    /// <inheritdoc/>
    public sealed override void Restart()
    {
        _input = null;
        _paths = null;
        _rows.Clear();
        StartColumns();
        EndSearch();
        source.Restart();
    }

    /// <summary>The paths of a row of the source.</summary>
    protected abstract IEnumerable<TPath> Search(Batch input, int row);

    /// <summary>Forgets what the search of a row kept.</summary>
    protected abstract void EndSearch();

    /// <summary>Appends a path to the columns that the operator makes.</summary>
    protected abstract void Append(TPath path);

    /// <summary>Puts the columns that the operator makes among the others.</summary>
    protected abstract void PutColumns(ColumnVector[] columns);

    /// <summary>Begins the columns that the operator makes anew.</summary>
    protected abstract void StartColumns();

    private void Take(Batch input)
    {
        _paths ??= Search(input, _row).GetEnumerator();
        if (_paths.MoveNext())
        {
            _rows.Add(_row);
            Append(_paths.Current);
            return;
        }
        _paths = null;
        EndSearch();
        _row++;
    }

    private Batch Emit(Batch input)
    {
        var columns = output.Pass(input, CollectionsMarshal.AsSpan(_rows));
        PutColumns(columns);
        var batch = new Batch(columns, _rows.Count);
        StartColumns();
        _rows.Clear();
        return batch;
    }
}
