using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Keys;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Aggregation;

/// <summary>An aggregation over different values: passes the first row of each value in each group on.</summary>
internal sealed class DistinctAggregator(Aggregator inner) : Aggregator
{
    private readonly ValueIndex _values = new();
    private readonly WordIndex _seen = new();
    private readonly List<int> _rows = [];
    private readonly List<int> _groups = [];
    private readonly bool _onlyCounts = inner is CountAggregator;
    private EntitySet? _entities;
    private VectorKind _entityKind;
    private int _groupCount;
    private bool _isGeneral;

    /// <inheritdoc/>
    public override long MemoryBytes =>
        inner.MemoryBytes + _values.MemoryBytes + _seen.MemoryBytes + (_entities?.MemoryBytes ?? 0);

    /// <inheritdoc/>
    public override void EnsureGroups(int count)
    {
        _groupCount = Math.Max(_groupCount, count);
        inner.EnsureGroups(count);
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<int> groups, ColumnVector[] arguments)
    {
        if (!_isGeneral && TryAddEntities(groups, arguments))
        {
            return;
        }
        int[] numbers = new int[groups.Length];
        _values.FindOrAdd(arguments[0], numbers);
        _rows.Clear();
        _groups.Clear();
        for (int row = 0; row < numbers.Length; row++)
        {
            long pair = ((long)groups[row] << 32) | (uint)numbers[row];
            _seen.FindOrAdd(pair, 0, out bool isNew);
            if (isNew)
            {
                _rows.Add(row);
                _groups.Add(groups[row]);
            }
        }
        if (_rows.Count == 0)
        {
            return;
        }
        var further = new ColumnVector[arguments.Length];
        for (int i = 0; i < further.Length; i++)
        {
            further[i] = arguments[i].Gather(CollectionsMarshal.AsSpan(_rows));
        }
        inner.Add(CollectionsMarshal.AsSpan(_groups), further);
    }

    /// <summary>count(DISTINCT n) of nodes, or of relationships, in one group: a set of ids is all that is needed.</summary>
    private bool TryAddEntities(ReadOnlySpan<int> groups, ColumnVector[] arguments)
    {
        bool fits =
            _onlyCounts
            && _groupCount == 1
            && arguments.Length == 1
            && arguments[0] is WordVector { HasNulls: false } words
            && words.Kind is VectorKind.Node or VectorKind.Relationship
            && (_entities is null || words.Kind == _entityKind);
        if (!fits)
        {
            TakeOver();
            return false;
        }
        var column = (WordVector)arguments[0];
        _entityKind = column.Kind;
        _entities ??= new EntitySet();
        int added = _entities.AddAll(column.Items);
        // Without arguments it counts rows; all are of the one group.
        inner.Add(groups[..added], []);
        return true;
    }

    /// <summary>From now on any values of any groups may come: what was counted so far is known to be there.</summary>
    private void TakeOver()
    {
        _isGeneral = true;
        if (_entities is null)
        {
            return;
        }
        var column = new WordVector(_entityKind, _entities.Count);
        _entities.ToArray().CopyTo(column.AppendSpan(_entities.Count));
        int[] numbers = new int[column.Count];
        _values.FindOrAdd(column, numbers);
        foreach (int number in numbers)
        {
            _seen.FindOrAdd((uint)number, 0, out _);
        }
        _entities = null;
    }

    /// <inheritdoc/>
    public override Value Result(int group) => inner.Result(group);

    /// <inheritdoc/>
    public override ColumnVector Results(int start, int count) => inner.Results(start, count);
}
