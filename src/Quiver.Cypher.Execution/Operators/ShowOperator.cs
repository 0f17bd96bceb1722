using Quiver.Cypher.Execution.Shows;
using Quiver.Cypher.Planning.Shows;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>ShowIndexes and the like: the rows of a list, read when the first is asked for.</summary>
/// <param name="source">Who gives the rows.</param>
/// <param name="selection">What is listed.</param>
/// <param name="names">The names that are asked for.</param>
/// <param name="columns">For each column of the output its column in the list.</param>
internal sealed class ShowOperator(
    IShowSource source,
    ShowSelection selection,
    IReadOnlyList<Value> names,
    int[] columns
) : Operator
{
    private IReadOnlyList<Value[]>? _rows;
    private int _next;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        _rows ??= source.Rows(selection, names);
        int count = Math.Min(Batch.Capacity, _rows.Count - _next);
        if (count == 0)
        {
            return null;
        }
        var vectors = new ColumnVector[columns.Length];
        for (int i = 0; i < vectors.Length; i++)
        {
            var column = new ColumnBuilder();
            for (int row = 0; row < count; row++)
            {
                column.Append(_rows[_next + row][columns[i]]);
            }
            vectors[i] = column.Build();
        }
        _next += count;
        return new Batch(vectors, count);
    }

    /// <inheritdoc/>
    public override void Restart() => _next = 0;
}
