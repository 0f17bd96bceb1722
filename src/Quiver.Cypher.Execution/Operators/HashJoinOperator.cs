using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Keys;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// NodeHashJoin, NodeRightOuterHashJoin and ValueHashJoin: keeps the left side's rows in a hash table and looks the right side's up. A row whose key is attempted and fails is joined
/// with all. The outer one, whose keys are nodes, keeps rows of the right side that find none, with nulls.
/// </summary>
internal sealed class HashJoinOperator(
    QueryContext context,
    (Operator Left, Operator Right) sides,
    VectorExpression[] leftKeys,
    VectorExpression[] rightKeys,
    JoinColumns columns,
    bool isOuter = false
) : Operator
{
    private const int None = -1;

    private RowKeys _keys = new(leftKeys.Length);
    private RowStore? _leftRows;

    // The rows of a key are chained: the newest one, then for each row the one before.
    private List<int> _newest = [];
    private List<int> _before = [];
    private Batch? _input;
    private ColumnVector[] _inputKeys = [];
    private int[] _numbers = [];
    private int _rightRow;
    private int _leftRow = None;

    // Left rows whose keys fail are chained, too, and come after those of the right row's key.
    private int _newestFailed = None;
    private bool _isAmongFailed;
    private bool[] _rightFailed = [];
    private long _chargedBytes;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_leftRows is null)
        {
            Build();
        }
        while (isOuter || _leftRows!.Count > 0)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_input is null && !Pull())
            {
                return null;
            }
            var batch = Match(_input!);
            if (_rightRow == _input!.RowCount)
            {
                _input = null;
            }
            if (batch.RowCount > 0)
            {
                return batch;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _leftRows?.Clear();
        _leftRows = null;
        _keys = new RowKeys(leftKeys.Length);
        _newest = [];
        _before = [];
        _newestFailed = None;
        _input = null;
        context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
        sides.Left.Restart();
        sides.Right.Restart();
    }

    private void Build()
    {
        _leftRows = new RowStore(columns.LeftWidth, context.Memory);
        while (sides.Left.Next() is { } rows)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int[] numbers = new int[rows.RowCount];
            var keys = Evaluate(leftKeys, rows, out bool[] failed);
            _keys.FindOrAdd(keys, numbers);
            for (int row = 0; row < numbers.Length; row++)
            {
                if (failed.Length > 0 && failed[row])
                {
                    _before.Add(_newestFailed);
                    _newestFailed = _leftRows.Count + row;
                    continue;
                }
                while (_newest.Count <= numbers[row])
                {
                    _newest.Add(None);
                }
                _before.Add(_newest[numbers[row]]);
                _newest[numbers[row]] = _leftRows.Count + row;
            }
            _leftRows.Append(rows);
            long bytes = _keys.MemoryBytes + (_newest.Count + _before.Count) * 8L;
            context.Memory.Charge(Math.Max(0, bytes - _chargedBytes));
            _chargedBytes = Math.Max(bytes, _chargedBytes);
        }
    }

    private bool Pull()
    {
        _input = sides.Right.Next();
        if (_input is null)
        {
            return false;
        }
        _inputKeys = Evaluate(rightKeys, _input, out _rightFailed);
        _numbers = new int[_input.RowCount];
        _keys.Find(_inputKeys, _numbers);
        _rightRow = 0;
        _leftRow = None;
        return true;
    }

    private Batch Match(Batch input)
    {
        int[] leftRows = new int[Batch.Capacity];
        int[] rightRows = new int[Batch.Capacity];
        int count = 0;
        while (_rightRow < input.RowCount && count < Batch.Capacity)
        {
            if (_leftRow == None)
            {
                _leftRow = First(_rightRow);
                if (_leftRow == None)
                {
                    if (isOuter)
                    {
                        leftRows[count] = None;
                        rightRows[count++] = _rightRow;
                    }
                    _rightRow++;
                    continue;
                }
            }
            leftRows[count] = _leftRow;
            rightRows[count++] = _rightRow;
            _leftRow = After(_leftRow);
            _rightRow += _leftRow == None ? 1 : 0;
        }
        return columns.Join(
            _leftRows!.All,
            leftRows.AsSpan(0, count),
            input,
            rightRows.AsSpan(0, count)
        );
    }

    private bool HasFailed(int rightRow) => _rightFailed.Length > 0 && _rightFailed[rightRow];

    /// <summary>The first left row for a right row.</summary>
    private int First(int rightRow)
    {
        _isAmongFailed = false;
        if (HasFailed(rightRow))
        {
            return _leftRows!.Count - 1;
        }
        int number = _numbers[rightRow];
        int first = number < 0 || !EqualsItself(rightRow) ? None : _newest[number];
        return first == None ? FirstFailed() : first;
    }

    /// <summary>The next left row for the same right row.</summary>
    private int After(int leftRow)
    {
        if (HasFailed(_rightRow))
        {
            return leftRow - 1;
        }
        int next = _before[leftRow];
        return next == None && !_isAmongFailed ? FirstFailed() : next;
    }

    private int FirstFailed()
    {
        _isAmongFailed = true;
        return _newestFailed;
    }

    /// <summary>Keys are found by equivalence; NaN, and what holds null or NaN inside, is equivalent to itself but not equal.</summary>
    private bool EqualsItself(int row)
    {
        foreach (var key in _inputKeys)
        {
            if (key.Kind is VectorKind.Float or VectorKind.Any)
            {
                var value = key[row];
                if (ValueEquality.Compare(value, value) != Ternary.True)
                {
                    return false;
                }
            }
        }
        return true;
    }

    /// <summary>The keys of rows, and which of them fail to have one; an empty array where all have.</summary>
    private ColumnVector[] Evaluate(VectorExpression[] keys, Batch rows, out bool[] failed)
    {
        var result = new ColumnVector[keys.Length];
        failed = [];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = keys[i].Evaluate(rows, context);
            if (keys[i] is AttemptedKeyExpression { FailedRows: { Count: > 0 } failedRows })
            {
                failed = failed.Length == 0 ? new bool[rows.RowCount] : failed;
                foreach (int row in failedRows)
                {
                    failed[row] = true;
                }
            }
        }
        return result;
    }
}
