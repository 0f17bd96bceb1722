using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Aggregation;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Keys;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// EagerAggregation: reads all rows, then gives one per group, in the order in which the groups appeared. Under an Apply that runs it for many left rows at once the last
/// key is the number of the left row.
/// </summary>
internal sealed class EagerAggregationOperator(
    QueryContext context,
    Operator source,
    VectorExpression[] keys,
    AggregateColumn[] aggregates,
    int[] outputColumns,
    ArgumentRows arguments
) : Operator
{
    // Fewer rows are grouped sooner than a table of entities is made.
    private const int PlainRows = 4096;

    private readonly List<int> _new = [];
    private int[] _groups = new int[Batch.Capacity];
    private RowKeys _keys = new(keys.Length);
    private RowStore _keyRows = new(keys.Length, context.Memory);
    private Aggregator[]? _states;
    private EntityGroups? _entities;
    private int _plainRows;
    private long _chargedBytes;
    private int _groupCount;
    private int _given;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_states is null)
        {
            Absorb();
        }
        int count = Math.Min(Batch.Capacity, _groupCount - _given);
        if (count == 0)
        {
            return null;
        }
        int start = _given;
        _given += count;
        return Rows(start, count);
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _keys = new RowKeys(keys.Length);
        _keyRows.Clear();
        _keyRows = new RowStore(keys.Length, context.Memory);
        _entities = null;
        _plainRows = 0;
        _states = null;
        _groupCount = 0;
        _given = 0;
        context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
        source.Restart();
    }

    /// <summary>Reads all rows that the source has now.</summary>
    public void Absorb()
    {
        if (_states is null)
        {
            Begin();
        }
        while (source.Next() is { } input)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (input.RowCount > 0)
            {
                Add(input);
            }
        }
    }

    /// <summary>Adds the groups of another one with the same columns, whose rows came behind these, and empties it.</summary>
    public void Take(EagerAggregationOperator other)
    {
        int[] groups = new int[other._groupCount];
        if (keys.Length > 0 && groups.Length > 0)
        {
            var rows = other._keyRows.All;
            Number(rows.Columns, groups);
        }
        for (int i = 0; i < aggregates.Length; i++)
        {
            _states![i].EnsureGroups(_groupCount);
            _states[i].Merge(other._states![i], groups);
        }
        Charge();
        other.Restart();
    }

    private void Begin()
    {
        source.AllowReuse();
        _states = new Aggregator[aggregates.Length];
        for (int i = 0; i < aggregates.Length; i++)
        {
            _states[i] = aggregates[i].Create();
        }
        // Without keys there is one group, even of no rows.
        _groupCount = keys.Length == 0 ? 1 : 0;
        if (IsOnePerLeftRow)
        {
            AddLeftRows();
        }
    }

    private bool IsOnePerLeftRow => keys.Length == 1 && arguments.IsNumbered;

    // Each left row has a group, whose number is the row's, even of no rows.
    private void AddLeftRows()
    {
        _groupCount = arguments.Rows.RowCount;
        _keyRows.Append(new Batch([ArgumentOperator.Numbers(_groupCount)], _groupCount));
        foreach (var state in _states!)
        {
            state.EnsureGroups(_groupCount);
        }
    }

    private void Add(Batch input)
    {
        if (keys.Length == 0 && TryAddAll(input))
        {
            return;
        }
        if (_groups.Length < input.RowCount)
        {
            _groups = new int[input.RowCount];
        }
        var groups = _groups.AsSpan(0, input.RowCount);
        if (IsOnePerLeftRow)
        {
            var numbers = ((WordVector)keys[0].EvaluateTransient(input, context)).Items;
            for (int row = 0; row < groups.Length; row++)
            {
                groups[row] = (int)numbers[row];
            }
        }
        else if (keys.Length > 0)
        {
            Group(input, groups);
        }
        for (int i = 0; i < aggregates.Length; i++)
        {
            _states![i].EnsureGroups(_groupCount);
            _states[i].Add(groups, Evaluate(aggregates[i].Arguments, input));
        }
        Charge();
    }

    /// <summary>Without keys, all rows are of one group: what only counts need not go through them.</summary>
    private bool TryAddAll(Batch input)
    {
        foreach (var aggregate in aggregates)
        {
            if (aggregate.Arguments.Length > 0)
            {
                return false;
            }
        }
        foreach (var state in _states!)
        {
            state.EnsureGroups(1);
            state.AddAll(input.RowCount);
        }
        return true;
    }

    private void Group(Batch input, Span<int> groups)
    {
        if (!TryGroupByEntity(input, groups))
        {
            GroupByKeys(input, groups);
        }
    }

    /// <summary>Where all keys are properties of one node or relationship, only those rows need keys whose entity was not seen before.</summary>
    private bool TryGroupByEntity(Batch input, Span<int> groups)
    {
        if (_plainRows < PlainRows)
        {
            Watch(input);
            return false;
        }
        bool isFound =
            _entities is { IsUseless: false }
            && input.Columns[_entities.Slot] is WordVector { HasNulls: false } column
            && column.Kind is VectorKind.Node or VectorKind.Relationship
            && EntityGroups.Covers(column.Items);
        if (!isFound)
        {
            _entities = null;
            return false;
        }
        var ids = ((WordVector)input.Columns[_entities!.Slot]).Items;
        var unknown = _entities.LookUp(ids, groups);
        if (unknown.Length > 0)
        {
            int[] numbers = new int[unknown.Length];
            var rows =
                unknown.Length == input.RowCount
                    ? input
                    : RowSubset.Take(input, keys[0].Slots, unknown);
            GroupByKeys(rows, numbers);
            _entities.Settle(ids, numbers, groups);
        }
        return true;
    }

    /// <summary>Sees from the first rows whether a table of entities can be of use.</summary>
    private void Watch(Batch input)
    {
        if (_plainRows == 0)
        {
            _entities = context.Writer is null ? EntityGroups.TryMake(keys) : null;
        }
        _plainRows += input.RowCount;
        if (_entities is not null && input.Columns[_entities.Slot] is WordVector column)
        {
            _entities.Show(column.Items);
        }
        if (_plainRows >= PlainRows && _entities is { IsAscending: true })
        {
            _entities = null;
        }
    }

    private void GroupByKeys(Batch input, Span<int> groups)
    {
        Number(Evaluate(keys, input), groups);
    }

    private void Number(ColumnVector[] columns, Span<int> groups)
    {
        _keys.FindOrAdd(columns, groups);
        if (_keys.Count == _groupCount)
        {
            return;
        }
        _new.Clear();
        for (int row = 0; row < groups.Length; row++)
        {
            // Groups are numbered as they appear, so a new one is always the next number.
            if (groups[row] == _groupCount)
            {
                _new.Add(row);
                _groupCount++;
            }
        }
        if (_new.Count > 0)
        {
            _keyRows.Append(new Batch(columns, groups.Length), CollectionsMarshal.AsSpan(_new));
        }
    }

    private Batch Rows(int start, int count)
    {
        var result = new ColumnVector[outputColumns.Length];
        var keyRows = _keyRows.All;
        int[]? rows = null;
        for (int i = 0; i < result.Length; i++)
        {
            int column = outputColumns[i];
            result[i] =
                column < keys.Length
                    ? keyRows.Columns[column].Gather(rows ??= RowRange.Of(start, count))
                    : _states![column - keys.Length].Results(start, count);
        }
        return new Batch(result, count);
    }

    private ColumnVector[] Evaluate(VectorExpression[] expressions, Batch input)
    {
        var columns = new ColumnVector[expressions.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = expressions[i].EvaluateTransient(input, context);
        }
        return columns;
    }

    private void Charge()
    {
        long bytes = _keys.MemoryBytes + (_entities?.MemoryBytes ?? 0);
        foreach (var state in _states!)
        {
            bytes += state.MemoryBytes;
        }
        if (bytes > _chargedBytes)
        {
            context.Memory.Charge(bytes - _chargedBytes);
            _chargedBytes = bytes;
        }
    }
}
