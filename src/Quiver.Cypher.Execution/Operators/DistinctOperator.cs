using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Keys;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Distinct: the first row of each combination of keys, as it comes. Nodes or relationships alone are marked in a bitmap.</summary>
internal sealed class DistinctOperator(
    QueryContext context,
    Operator source,
    VectorExpression[] keys,
    int[] outputKeys
) : Operator
{
    private readonly List<int> _new = [];
    private readonly ColumnVector?[] _spare = new ColumnVector?[outputKeys.Length];
    private RowKeys _seen = new(keys.Length);

    // While the only key's columns are of nodes, or of relationships.
    private SeenEntities? _entities = keys.Length == 1 ? new() : null;
    private int[] _numbers = [];
    private long _chargedBytes;
    private bool _hasSeenAny;
    private bool _isReused;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (source.Next() is { } input)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var columns = new ColumnVector[keys.Length];
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i] = _isReused
                    ? keys[i].EvaluateTransient(input, context)
                    : keys[i].Evaluate(input, context);
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
    public override void AllowReuse()
    {
        _isReused = true;
        source.AllowReuse();
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _seen = new RowKeys(keys.Length);
        _entities = keys.Length == 1 ? new() : null;
        _hasSeenAny = false;
        Charge();
        source.Restart();
    }

    private void FindNew(ColumnVector[] columns, int rowCount)
    {
        _new.Clear();
        if (_entities is not null)
        {
            if (_entities.TryFindNew(columns[0], _new))
            {
                Charge();
                return;
            }
            _entities.MoveTo(_seen);
            _entities = null;
        }
        int next = keys.Length == 0 && !_hasSeenAny ? 0 : _seen.Count;
        _hasSeenAny |= rowCount > 0;
        if (_numbers.Length < rowCount)
        {
            _numbers = new int[rowCount];
        }
        var numbers = _numbers.AsSpan(0, rowCount);
        _seen.FindOrAdd(columns, numbers);
        Charge();
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
            if (rows.Length == column.Count)
            {
                result[i] = column;
                continue;
            }
            result[i] = column.Gather(rows, _spare[i]);
            _spare[i] = _isReused ? result[i] : null;
        }
        return new Batch(result, rows.Length);
    }

    private void Charge()
    {
        long bytes = _seen.MemoryBytes + (_entities?.MemoryBytes ?? 0);
        context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
        context.Memory.Charge(bytes);
        _chargedBytes = bytes;
    }
}
