using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Keys;
using Quiver.Foundation;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Apply whose right side gives exactly one row for each left row, and reads of it nothing but nodes and relationships: left rows with the same ones share the right side's row, which is
/// computed once. Where they seldom come again it lets go of what it keeps, and computes the row for each.
/// </summary>
/// <param name="context">The execution.</param>
/// <param name="sides">The left side, and the right side, which numbers its rows.</param>
/// <param name="arguments">What the right side reads of the left rows.</param>
/// <param name="columns">How rows are put together.</param>
/// <param name="keySlots">The left columns that the right side reads.</param>
internal sealed class SharedRowApplyOperator(
    QueryContext context,
    (Operator Left, Operator Right) sides,
    ArgumentRows arguments,
    JoinColumns columns,
    int[] keySlots
) : Operator
{
    // What is known after so many rows decides whether rows are kept any longer.
    private const int TrialRows = 16 * Batch.Capacity;

    private const long MaxKeptBytes = 64L << 20;

    private readonly List<int> _new = [];
    private RowKeys _keys = new(keySlots.Length);
    private RowStore _kept = new(columns.RightWidth, context.Memory);
    private int[] _allRows = [];
    private long _rowsSeen;
    private long _chargedBytes;
    private bool _isKeeping = true;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        Batch? input;
        do
        {
            context.Cancellation.ThrowIfCancellationRequested();
            input = sides.Left.Next();
        } while (input is { RowCount: 0 });
        if (input is null)
        {
            return null;
        }
        return _isKeeping ? Shared(input) : Computed(input);
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        Forget();
        _isKeeping = true;
        _rowsSeen = 0;
        sides.Left.Restart();
    }

    private Batch Shared(Batch input)
    {
        int[] numbers = new int[input.RowCount];
        var keys = new ColumnVector[keySlots.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = input.Columns[keySlots[i]];
        }
        _keys.FindOrAdd(keys, numbers);
        _new.Clear();
        int known = _kept.Count;
        for (int row = 0; row < numbers.Length; row++)
        {
            if (numbers[row] == known + _new.Count)
            {
                _new.Add(row);
            }
        }
        if (_new.Count > 0)
        {
            KeepRowsOf(RowSubset.Take(input, CollectionsMarshal.AsSpan(_new)));
        }
        var result = columns.Join(input, AllRows(input.RowCount), _kept.All, numbers);
        _rowsSeen += input.RowCount;
        bool isWorthIt = _rowsSeen < TrialRows || _kept.Count < _rowsSeen / 2;
        if (!isWorthIt || _chargedBytes + _kept.MemoryBytes > MaxKeptBytes)
        {
            Forget();
            _isKeeping = false;
        }
        return result;
    }

    private void KeepRowsOf(Batch rows)
    {
        int expected = _kept.Count + rows.RowCount;
        Start(rows);
        while (sides.Right.Next() is { } found)
        {
            _kept.Append(found);
        }
        Invariant.Assert(_kept.Count == expected);
        long bytes = _keys.MemoryBytes;
        context.Memory.Change(bytes - _chargedBytes);
        _chargedBytes = bytes;
    }

    private Batch Computed(Batch input)
    {
        var kept = new RowStore(columns.RightWidth, context.Memory);
        Start(input);
        var first = sides.Right.Next()!;
        if (first.RowCount == input.RowCount)
        {
            return columns.Join(input, AllRows(input.RowCount), first);
        }
        kept.Append(first);
        while (sides.Right.Next() is { } found)
        {
            kept.Append(found);
        }
        Invariant.Assert(kept.Count == input.RowCount);
        var result = columns.Join(input, AllRows(input.RowCount), kept.All);
        kept.Clear();
        return result;
    }

    private void Start(Batch rows)
    {
        arguments.Rows = rows;
        sides.Right.Restart();
    }

    private ReadOnlySpan<int> AllRows(int count)
    {
        if (_allRows.Length < count)
        {
            _allRows = new int[Math.Max(count, Batch.Capacity)];
            for (int row = 0; row < _allRows.Length; row++)
            {
                _allRows[row] = row;
            }
        }
        return _allRows.AsSpan(0, count);
    }

    private void Forget()
    {
        _keys = new RowKeys(keySlots.Length);
        _kept.Clear();
        context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
    }
}
