using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Keys;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Distinct: the first row of each combination of keys, as it comes.</summary>
internal sealed class DistinctOperator(
    QueryContext context,
    Operator source,
    VectorExpression[] keys,
    int[] outputKeys
) : Operator
{
    private readonly List<int> _new = [];
    private RowKeys _seen = new(keys.Length);
    private long _chargedBytes;
    private bool _hasSeenAny;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (source.Next() is { } input)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var columns = new ColumnVector[keys.Length];
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i] = keys[i].Evaluate(input, context);
            }
            FindNew(columns, input.RowCount);
            if (_new.Count > 0)
            {
                return Rows(columns);
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _seen = new RowKeys(keys.Length);
        _hasSeenAny = false;
        Charge();
        source.Restart();
    }

    private void FindNew(ColumnVector[] columns, int rowCount)
    {
        int next = keys.Length == 0 && !_hasSeenAny ? 0 : _seen.Count;
        _hasSeenAny |= rowCount > 0;
        int[] numbers = new int[rowCount];
        _seen.FindOrAdd(columns, numbers);
        Charge();
        _new.Clear();
        for (int row = 0; row < numbers.Length; row++)
        {
            if (numbers[row] == next)
            {
                _new.Add(row);
                next++;
            }
        }
    }

    private Batch Rows(ColumnVector[] columns)
    {
        var rows = CollectionsMarshal.AsSpan(_new);
        var result = new ColumnVector[outputKeys.Length];
        for (int i = 0; i < result.Length; i++)
        {
            var column = columns[outputKeys[i]];
            result[i] = rows.Length == column.Count ? column : column.Gather(rows);
        }
        return new Batch(result, rows.Length);
    }

    private void Charge()
    {
        long bytes = _seen.MemoryBytes;
        context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
        context.Memory.Charge(bytes);
        _chargedBytes = bytes;
    }
}
