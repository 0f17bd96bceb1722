using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// VarLengthExpand: for each row one row per walk over different relationships. Walks depth first in groups of up to a batch: each
/// level holds one group and a cursor over its continuations, so memory grows with the length of the walks, not with their number.
/// </summary>
internal sealed class VarLengthExpandOperator(
    QueryContext context,
    Operator source,
    ExpandStep step,
    WalkSettings settings,
    OutputColumns output
) : Operator
{
    private readonly int[] _parents = new int[Batch.Capacity];
    private readonly long[] _relationships = new long[Batch.Capacity];
    private readonly long[] _nodes = new long[Batch.Capacity];
    private readonly List<WalkLevel> _levels = [];
    private readonly List<int> _rows = [];
    private readonly List<long> _ends = [];
    private AnyVector _lists = new();
    private TrueRows? _test;
    private Snapshot? _snapshot;
    private Batch? _input;
    private long _chargedBytes;
    private int _row = -1;

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
            else if (!StartRow())
            {
                if (_rows.Count > 0)
                {
                    // The rows so far belong to the input that is at its end.
                    return Emit();
                }
                _input = source.Next();
                _row = -1;
                if (_input is null)
                {
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
        _row = -1;
        Charge();
        source.Restart();
    }

    /// <summary>Begins with the next input row; false when there is none.</summary>
    private bool StartRow()
    {
        if (_input is null || ++_row >= _input.RowCount)
        {
            return false;
        }
        long start = EntityColumn.NodesOf(_input.Columns[step.FromSlot])[_row];
        if (start < 0)
        {
            return true;
        }
        if (settings.Minimum == 0 && IsWantedEnd(start))
        {
            Add(start, Value.List(ListValue.Empty));
        }
        if (settings.Maximum > 0)
        {
            Level(0).Start([], [], [start]);
            _depth = 1;
            Charge();
        }
        return true;
    }

    private void Extend()
    {
        int count = _levels[_depth - 1].Next(_parents, _relationships, _nodes);
        if (count == 0)
        {
            _depth--;
            return;
        }
        count = Check(count);
        if (_depth >= settings.Minimum)
        {
            for (int i = 0; i < count; i++)
            {
                if (IsWantedEnd(_nodes[i]))
                {
                    Add(_nodes[i], settings.ListSlot < 0 ? default : ListOf(i));
                }
            }
        }
        if (count > 0 && _depth < settings.Maximum)
        {
            Level(_depth)
                .Start(
                    _parents.AsSpan(0, count),
                    _relationships.AsSpan(0, count),
                    _nodes.AsSpan(0, count)
                );
            _depth++;
            Charge();
        }
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
        for (int level = _depth - 1; level > 0; level--)
        {
            if (_levels[level].Relationships[walk] == relationship)
            {
                return true;
            }
            walk = _levels[level].Parents[walk];
        }
        return !step.Used.IsEmpty && step.Used.Contains(_input!, _row, relationship);
    }

    private int Test(int count)
    {
        int width = settings.SourceWidth;
        var columns = new ColumnVector[width + 1];
        int[] rows = new int[count];
        Array.Fill(rows, _row);
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

    private bool IsWantedEnd(long node) =>
        step.ToSlot < 0 || EntityColumn.NodesOf(_input!.Columns[step.ToSlot])[_row] == node;

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

    private void Add(long end, Value list)
    {
        _rows.Add(_row);
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
