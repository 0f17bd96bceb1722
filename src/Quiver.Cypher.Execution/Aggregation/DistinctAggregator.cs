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

    // Ids of one kind of entities: of the only group there is, or of several.
    private EntitySet? _entities;
    private GroupedIds? _ids;
    private VectorKind? _entityKind;
    private int _groupCount;
    private bool _isGeneral;

    /// <inheritdoc/>
    public override long MemoryBytes =>
        inner.MemoryBytes
        + _values.MemoryBytes
        + _seen.MemoryBytes
        + (_entities?.MemoryBytes ?? 0)
        + (_ids?.MemoryBytes ?? 0);

    /// <inheritdoc/>
    public override void EnsureGroups(int count)
    {
        _groupCount = Math.Max(_groupCount, count);
        _ids?.EnsureGroups(count);
        inner.EnsureGroups(count);
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<int> groups, ColumnVector[] arguments)
    {
        if (!_isGeneral)
        {
            if (TryAddEntities(groups, arguments) || TryAddIds(groups, arguments))
            {
                return;
            }
            TakeOver();
        }
        int[] numbers = new int[groups.Length];
        _values.FindOrAdd(arguments[0], numbers);
        _rows.Clear();
        _groups.Clear();
        for (int row = 0; row < numbers.Length; row++)
        {
            _seen.FindOrAdd(Pair(groups[row], numbers[row]), 0, out bool isNew);
            if (isNew)
            {
                _rows.Add(row);
                _groups.Add(groups[row]);
            }
        }
        PassOn(arguments);
    }

    /// <inheritdoc/>
    public override Value Result(int group) => inner.Result(group);

    /// <inheritdoc/>
    public override ColumnVector Results(int start, int count) => inner.Results(start, count);

    private static long Pair(int group, int number) => ((long)group << 32) | (uint)number;

    private void PassOn(ColumnVector[] arguments)
    {
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
            && _ids is null
            && arguments.Length == 1
            && arguments[0] is WordVector { HasNulls: false } words
            && words.Kind is VectorKind.Node or VectorKind.Relationship
            && words.Kind == (_entityKind ?? words.Kind);
        if (!fits)
        {
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

    /// <summary>Nodes, or relationships, of several groups. Nulls are left out, as every aggregation leaves them out.</summary>
    private bool TryAddIds(ReadOnlySpan<int> groups, ColumnVector[] arguments)
    {
        if (KeyCodes.IsOfNulls(arguments[0]))
        {
            return true;
        }
        if (
            !KeyCodes.AreSmallIds(arguments[0])
            || arguments[0].Kind != (_entityKind ?? arguments[0].Kind)
            || !TryTakeIds(arguments[0].Kind)
        )
        {
            return false;
        }
        var ids = ((WordVector)arguments[0]).Items;
        _rows.Clear();
        _groups.Clear();
        for (int row = 0; row < groups.Length; row++)
        {
            if (ids[row] >= 0 && _ids!.Add(groups[row], (int)ids[row]))
            {
                _rows.Add(row);
                _groups.Add(groups[row]);
            }
        }
        if (_onlyCounts)
        {
            inner.Add(CollectionsMarshal.AsSpan(_groups), []);
        }
        else
        {
            PassOn(arguments);
        }
        return true;
    }

    /// <summary>Makes the sets of several groups, with what was counted while there was one; false when an id of that is too large.</summary>
    private bool TryTakeIds(VectorKind kind)
    {
        if (_ids is not null)
        {
            return true;
        }
        long[] former = _entities?.ToArray() ?? [];
        foreach (long id in former)
        {
            if ((ulong)id > (ulong)KeyCodes.MaxId)
            {
                return false;
            }
        }
        _entityKind = kind;
        _ids = new GroupedIds();
        _ids.EnsureGroups(_groupCount);
        foreach (long id in former)
        {
            _ids.Add(0, (int)id);
        }
        _entities = null;
        return true;
    }

    /// <summary>From now on any values of any groups may come: what was counted so far is known to be there.</summary>
    private void TakeOver()
    {
        _isGeneral = true;
        if (_entities is not null)
        {
            Know(0, _entities.ToArray());
            _entities = null;
        }
        for (int group = 0; _ids is not null && group < _groupCount; group++)
        {
            Know(group, Array.ConvertAll(_ids.ToArray(group), static id => (long)id));
        }
        _ids = null;
    }

    private void Know(int group, long[] ids)
    {
        var column = new WordVector(_entityKind!.Value, ids.Length);
        ids.CopyTo(column.AppendSpan(ids.Length));
        int[] numbers = new int[column.Count];
        _values.FindOrAdd(column, numbers);
        foreach (int number in numbers)
        {
            _seen.FindOrAdd(Pair(group, number), 0, out _);
        }
    }
}
