using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// VarLengthExpand: for each row one row per walk over different relationships. Walks depth first in groups of up to a batch: each
/// level holds one group and a cursor over its continuations, so memory grows with the length of the walks, not with their number.
/// As long as the walks of many rows together are few, they are made at once, level by level, and put into the order of the rows.
/// </summary>
internal sealed class VarLengthExpandOperator(
    QueryContext context,
    Operator source,
    ExpandStep step,
    WalkSettings settings,
    OutputColumns output
) : Operator
{
    // Longer walks are made row by row.
    private const int MaxTogetherLength = 64;
    private const int FirstTogether = 16;
    private const int MaxTogether = Batch.Capacity / 2;

    private readonly int[] _parents = new int[Batch.Capacity];
    private readonly long[] _relationships = new long[Batch.Capacity];
    private readonly long[] _nodes = new long[Batch.Capacity];
    private readonly List<WalkLevel> _levels = [];
    private readonly List<int> _rows = [];
    private readonly List<long> _ends = [];
    private readonly List<int> _startRows = [];
    private readonly List<long> _starts = [];

    // What is found for several rows, level by level.
    private readonly List<int> _foundRows = [];
    private readonly List<long> _foundEnds = [];
    private readonly List<Value> _foundLists = [];
    private AnyVector _lists = new();
    private TrueRows? _test;
    private Snapshot? _snapshot;
    private Batch? _input;
    private long _chargedBytes;
    private int _nextRow;

    // Rows before this one are taken one by one: together they have too many walks.
    private int _aloneUntil;
    private int _together = FirstTogether;
    private int[] _places = [];

    // The number of levels in use: the walks of the highest one are being extended.
    private int _depth;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (_rows.Count < Batch.Capacity)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_depth > 0)
            {
                Extend();
            }
            else if (!Start())
            {
                if (_rows.Count > 0)
                {
                    // The rows so far belong to the input that is at its end.
                    return Emit();
                }
                _input = source.Next();
                _nextRow = _aloneUntil = 0;
                if (_input is null)
                {
                    Charge();
                    return null;
                }
                DropLevelsOfOtherGraphs();
            }
        }
        return Emit();
    }

    /// <inheritdoc/>
    public override void AllowReuse() => output.AllowReuse();

    /// <inheritdoc/>
    public override void Restart()
    {
        _input = null;
        _rows.Clear();
        _lists = new AnyVector();
        _ends.Clear();
        _depth = 0;
        _nextRow = _aloneUntil = 0;
        Charge();
        source.Restart();
    }

    /// <summary>Begins with the next input row, or finds all walks of the next rows; false when there is none.</summary>
    private bool Start()
    {
        if (_input is null || _nextRow >= _input.RowCount)
        {
            return false;
        }
        int rows = _nextRow < _aloneUntil ? 1 : Math.Min(_together, _input.RowCount - _nextRow);
        Gather(rows);
        if (rows > 1)
        {
            if (TryTogether())
            {
                AppendInOrder(_nextRow, rows);
                bool isFew = _foundRows.Count < Batch.Capacity / 4;
                _together = Math.Min(isFew ? 2 * _together : _together, MaxTogether);
                _nextRow += rows;
            }
            else
            {
                _aloneUntil = _nextRow + rows;
                _together = Math.Max(1, rows / 4);
            }
            _depth = 0;
            Charge();
            return true;
        }
        _nextRow++;
        if (_starts.Count > 0)
        {
            if (settings.Minimum == 0 && IsWantedEnd(_startRows[0], _starts[0]))
            {
                Add(_startRows[0], _starts[0], Value.List(ListValue.Empty));
            }
            StartWalks();
        }
        return true;
    }

    private void Gather(int rows)
    {
        _startRows.Clear();
        _starts.Clear();
        var nodes = EntityColumn.NodesOf(_input!.Columns[step.FromSlot]);
        for (int row = _nextRow; row < _nextRow + rows; row++)
        {
            if (nodes[row] >= 0)
            {
                _startRows.Add(row);
                _starts.Add(nodes[row]);
            }
        }
    }

    private void StartWalks()
    {
        if (settings.Maximum > 0)
        {
            Level(0)
                .Start(CollectionsMarshal.AsSpan(_startRows), CollectionsMarshal.AsSpan(_starts));
            _depth = 1;
            Charge();
        }
    }

    /// <summary>Finds the walks of all rows that were gathered; false when there are too many of them, or too long ones.</summary>
    private bool TryTogether()
    {
        _foundRows.Clear();
        _foundEnds.Clear();
        _foundLists.Clear();
        for (int i = 0; settings.Minimum == 0 && i < _starts.Count; i++)
        {
            if (IsWantedEnd(_startRows[i], _starts[i]))
            {
                Find(_startRows[i], _starts[i], Value.List(ListValue.Empty));
            }
        }
        StartWalks();
        while (_depth > 0)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var level = _levels[_depth - 1];
            int count = level.Next(_parents, _relationships, _nodes);
            if (
                // There may be more on this level.
                count == Batch.Capacity
                || _foundRows.Count + count > Batch.Capacity
                || _depth == MaxTogetherLength
            )
            {
                return false;
            }
            count = Check(count);
            for (int i = 0; _depth >= settings.Minimum && i < count; i++)
            {
                int row = level.Rows[_parents[i]];
                if (IsWantedEnd(row, _nodes[i]))
                {
                    Find(row, _nodes[i], settings.ListSlot < 0 ? default : ListOf(i));
                }
            }
            if (count == 0 || _depth == settings.Maximum)
            {
                return true;
            }
            Deepen(count);
        }
        return true;
    }

    private void Find(int row, long end, Value list)
    {
        _foundRows.Add(row);
        _foundEnds.Add(end);
        if (settings.ListSlot >= 0)
        {
            _foundLists.Add(list);
        }
    }

    /// <summary>Adds what was found, each row's in the order in which it was.</summary>
    private void AppendInOrder(int firstRow, int rows)
    {
        if (_places.Length < Batch.Capacity)
        {
            _places = new int[Batch.Capacity];
        }
        Span<int> ends = stackalloc int[MaxTogether + 1];
        ends.Clear();
        foreach (int row in _foundRows)
        {
            ends[row - firstRow + 1]++;
        }
        for (int i = 1; i <= rows; i++)
        {
            ends[i] += ends[i - 1];
        }
        for (int i = 0; i < _foundRows.Count; i++)
        {
            _places[ends[_foundRows[i] - firstRow]++] = i;
        }
        foreach (int found in _places.AsSpan(0, _foundRows.Count))
        {
            Add(
                _foundRows[found],
                _foundEnds[found],
                settings.ListSlot < 0 ? default : _foundLists[found]
            );
        }
    }

    private void Extend()
    {
        var level = _levels[_depth - 1];
        int count = level.Next(_parents, _relationships, _nodes);
        if (count == 0)
        {
            _depth--;
            return;
        }
        count = Check(count);
        for (int i = 0; _depth >= settings.Minimum && i < count; i++)
        {
            int row = level.Rows[_parents[i]];
            if (IsWantedEnd(row, _nodes[i]))
            {
                Add(row, _nodes[i], settings.ListSlot < 0 ? default : ListOf(i));
            }
        }
        if (count > 0 && _depth < settings.Maximum)
        {
            Deepen(count);
        }
    }

    private void Deepen(int count)
    {
        Level(_depth)
            .Start(
                _levels[_depth - 1],
                _parents.AsSpan(0, count),
                _relationships.AsSpan(0, count),
                _nodes.AsSpan(0, count)
            );
        _depth++;
        Charge();
    }

    /// <summary>Keeps the steps that repeat no relationship and satisfy the step's condition; gives how many.</summary>
    private int Check(int count)
    {
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            bool isNew = !IsOnWalk(_parents[i], _relationships[i]);
            Keep(i, kept);
            kept += isNew ? 1 : 0;
        }
        return settings.StepPredicate is null || kept == 0 ? kept : Test(kept);
    }

    private bool IsOnWalk(int walk, long relationship)
    {
        int row = _levels[_depth - 1].Rows[walk];
        for (int level = _depth - 1; level > 0; level--)
        {
            if (_levels[level].Relationships[walk] == relationship)
            {
                return true;
            }
            walk = _levels[level].Parents[walk];
        }
        return !step.Used.IsEmpty && step.Used.Contains(_input!, row, relationship);
    }

    private int Test(int count)
    {
        int width = settings.SourceWidth;
        var columns = new ColumnVector[width + 1];
        int[] rows = new int[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = _levels[_depth - 1].Rows[_parents[i]];
        }
        foreach (int slot in settings.StepPredicate!.Slots)
        {
            if (slot < width)
            {
                columns[slot] = _input!.Columns[slot].Gather(rows);
            }
        }
        var relationships = new WordVector(VectorKind.Relationship, count);
        _relationships.AsSpan(0, count).CopyTo(relationships.AppendSpan(count));
        columns[width] = relationships;
        _test ??= new TrueRows(settings.StepPredicate, context);
        var kept = _test.Find(new Batch(columns, count));
        for (int i = 0; i < kept.Length; i++)
        {
            Keep(kept[i], i);
        }
        return kept.Length;
    }

    private void Keep(int from, int to)
    {
        _parents[to] = _parents[from];
        _relationships[to] = _relationships[from];
        _nodes[to] = _nodes[from];
    }

    private bool IsWantedEnd(int row, long node) =>
        step.ToSlot < 0 || EntityColumn.NodesOf(_input!.Columns[step.ToSlot])[row] == node;

    private Value ListOf(int candidate)
    {
        var elements = new Value[_depth];
        long relationship = _relationships[candidate];
        int walk = _parents[candidate];
        for (int level = _depth - 1; level >= 0; level--)
        {
            int place = settings.IsReversed ? _depth - 1 - level : level;
            elements[place] = Value.Relationship(new Model.RelationshipId(relationship));
            if (level > 0)
            {
                relationship = _levels[level].Relationships[walk];
                walk = _levels[level].Parents[walk];
            }
        }
        return Value.List(elements);
    }

    private void Add(int row, long end, Value list)
    {
        _rows.Add(row);
        if (settings.ListSlot >= 0)
        {
            _lists.Append(list);
        }
        if (settings.EndSlot >= 0)
        {
            _ends.Add(end);
        }
    }

    private Batch Emit()
    {
        var rows = CollectionsMarshal.AsSpan(_rows);
        var columns = output.Pass(_input!, rows);
        if (settings.ListSlot >= 0)
        {
            columns[settings.ListSlot] = _lists;
            _lists = new AnyVector();
        }
        OutputColumns.Put(
            columns,
            settings.EndSlot,
            VectorKind.Node,
            CollectionsMarshal.AsSpan(_ends)
        );
        _ends.Clear();
        var batch = new Batch(columns, rows.Length);
        _rows.Clear();
        return batch;
    }

    private WalkLevel Level(int index)
    {
        if (index == _levels.Count)
        {
            _levels.Add(new WalkLevel(step.Open(context)));
        }
        return _levels[index];
    }

    private void DropLevelsOfOtherGraphs()
    {
        if (!ReferenceEquals(_snapshot, context.Snapshot))
        {
            _snapshot = context.Snapshot;
            _levels.Clear();
        }
    }

    private void Charge()
    {
        long bytes = 0;
        for (int level = 0; level < _depth; level++)
        {
            bytes += _levels[level].MemoryBytes;
        }
        context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
        context.Memory.Charge(bytes);
        _chargedBytes = bytes;
    }
}
