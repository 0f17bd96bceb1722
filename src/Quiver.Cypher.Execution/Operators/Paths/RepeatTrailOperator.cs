using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>
/// Repeat(Trail): for each row the repetitions of a path over different relationships. The right side runs over up to a batch of open ends at once: the
/// newest first, so that memory stays small, or level by level where shortest walks are wanted.
/// </summary>
internal sealed class RepeatTrailOperator(
    QueryContext context,
    Operator left,
    Operator right,
    ArgumentRows arguments,
    RepetitionSettings settings,
    OutputColumns output
) : Operator
{
    private readonly Repetition _repetition = settings.Repetition;
    private readonly OpenSteps _open = new(settings.Repetition.Shortest != ShortestWalks.No);
    private readonly Queue<TrailStep> _found = new();
    private readonly HashSet<long> _excluded = [];
    private readonly Dictionary<long, int> _depths = [];

    // Where relationships are walked both ways: how the first walk to each node begins, and the length of the first that begins otherwise.
    private readonly Dictionary<long, (long Branch, int OtherDepth)> _branches = [];
    private readonly List<TrailStep> _parents = [];
    private Batch? _input;
    private long _start;
    private long _target;
    private long _chargedBytes;
    private int _row = -1;

    private bool IsShortest => _repetition.Shortest != ShortestWalks.No;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_found.Count >= Batch.Capacity)
            {
                return Emit();
            }
            if (_open.Count > 0)
            {
                Extend();
            }
            else if (_input is not null && _row + 1 < _input.RowCount)
            {
                _row++;
                Begin();
            }
            else if (_found.Count > 0)
            {
                return Emit();
            }
            else
            {
                Release();
                _input = left.Next();
                _row = -1;
                if (_input is null)
                {
                    return null;
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _input = null;
        _row = -1;
        _open.Clear();
        _found.Clear();
        Release();
        left.Restart();
    }

    private void Release()
    {
        context.Memory.Release(_chargedBytes);
        _chargedBytes = 0;
    }

    private void Begin()
    {
        long start = EntityColumn.NodesOf(_input!.Columns[settings.FromSlot])[_row];
        _target = _repetition.IsInto
            ? EntityColumn.NodesOf(_input.Columns[settings.TargetSlot])[_row]
            : -1;
        if (start < 0 || (_repetition.IsInto && _target < 0))
        {
            return;
        }
        _start = start;
        Exclude();
        _depths.Clear();
        _branches.Clear();
        var root = new TrailStep(null, start, 0, _row, [], []);
        if (_repetition.Minimum == 0)
        {
            _depths.Add(start, 0);
            Offer(root);
        }
        if (_repetition.Maximum is null or > 0)
        {
            _open.Add(root);
        }
    }

    private void Exclude()
    {
        _excluded.Clear();
        foreach (int slot in settings.DiffersFrom)
        {
            var value = _input!.Columns[slot][_row];
            if (value.Kind == ValueKind.Relationship)
            {
                _excluded.Add(value.AsRelationship().Value);
            }
            else if (value.Kind == ValueKind.List)
            {
                foreach (var element in value.AsList().AsSpan())
                {
                    _excluded.Add(element.AsRelationship().Value);
                }
            }
        }
    }

    private void Offer(TrailStep step)
    {
        if (step.Depth >= _repetition.Minimum && (!_repetition.IsInto || step.End == _target))
        {
            _found.Enqueue(step);
        }
    }

    private void Extend()
    {
        _open.Take(_parents, Batch.Capacity);
        var rows = ArgumentsFor(_parents);
        if (arguments.IsNumbered)
        {
            arguments.Rows = rows;
            right.Restart();
            while (right.Next() is { } found)
            {
                var numbers = ((WordVector)found.Columns[^1]).Items;
                Add(found, numbers, parent: -1);
            }
            return;
        }
        for (int parent = 0; parent < _parents.Count; parent++)
        {
            arguments.Rows = SingleRow.Of(rows, parent);
            right.Restart();
            while (right.Next() is { } found)
            {
                Add(found, [], parent);
            }
        }
    }

    private Batch ArgumentsFor(List<TrailStep> parents)
    {
        int[] rows = new int[parents.Count];
        Array.Fill(rows, _row);
        var starts = new WordVector(VectorKind.Node, rows.Length);
        var words = starts.AppendSpan(rows.Length);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = parents[i].End;
        }
        return new Batch([.. RowSubset.Take(_input!, rows).Columns, starts], rows.Length);
    }

    private void Add(Batch found, ReadOnlySpan<long> numbers, int parent)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var ends = EntityColumn.NodesOf(found.Columns[settings.EndSlot]);
        for (int i = 0; i < found.RowCount; i++)
        {
            var before = _parents[parent < 0 ? (int)numbers[i] : parent];
            long[]? relationships = DifferentFrom(before, found, i);
            if (relationships is null)
            {
                continue;
            }
            long branch = before.Parent is null ? relationships[0] : before.Branch;
            bool isWanted = IsWanted(ends[i], before.Depth + 1);
            if (isWanted || MayCloseCircle(ends[i], before.Depth + 1, branch))
            {
                var values = new Value[settings.Groups.Length];
                for (int group = 0; group < values.Length; group++)
                {
                    values[group] = found.Columns[settings.Groups[group].Inner][i];
                }
                var step = new TrailStep(
                    before,
                    ends[i],
                    before.Depth + 1,
                    _row,
                    relationships,
                    values
                );
                Add(step, isWanted);
            }
        }
    }

    private void Add(TrailStep step, bool isWanted)
    {
        context.Memory.Charge(step.Bytes);
        _chargedBytes += step.Bytes;
        if (isWanted)
        {
            Offer(step);
        }
        if (_repetition.IsUndirected && IsShortest)
        {
            _branches.TryAdd(step.End, (step.Branch, int.MaxValue));
        }
        if (_repetition.Maximum is not { } most || step.Depth < most)
        {
            _open.Add(step);
        }
    }

    // A relationship may be walked over once in all repetitions, unless the pattern allows more.
    private long[]? DifferentFrom(TrailStep before, Batch found, int row)
    {
        long[] relationships = new long[settings.RelationshipSlots.Length];
        for (int i = 0; i < relationships.Length; i++)
        {
            var column = found.Columns[settings.RelationshipSlots[i]];
            long relationship = EntityColumn.RelationshipsOf(column)[row];
            bool isUsed = _excluded.Contains(relationship) || before.Has(relationship);
            if (isUsed && !_repetition.IsRepeatable)
            {
                return null;
            }
            relationships[i] = relationship;
        }
        return relationships;
    }

    // Whether a walk to a node is among the shortest; levels are gone through in order.
    private bool IsWanted(long node, int depth)
    {
        if (!IsShortest)
        {
            return true;
        }
        if (_repetition.IsInto && _depths.TryGetValue(_target, out int found) && depth > found)
        {
            return false;
        }
        if (_depths.TryAdd(node, depth))
        {
            return true;
        }
        return _repetition.Shortest == ShortestWalks.All && _depths[node] == depth;
    }

    // The way round to the node that the walks begin at comes over nodes to which shorter walks lead that begin as the way round ends.
    private bool MayCloseCircle(long node, int depth, long branch)
    {
        if (
            !_repetition.IsUndirected
            || !IsShortest
            || _depths.ContainsKey(_start)
            || (_repetition.IsInto && _target != _start)
            || !_branches.TryGetValue(node, out var first)
            || first.Branch == branch
            || first.OtherDepth < depth
        )
        {
            return false;
        }
        bool isFirst = first.OtherDepth == int.MaxValue;
        _branches[node] = (first.Branch, depth);
        return isFirst || _repetition.Shortest == ShortestWalks.All;
    }

    private Batch Emit()
    {
        int count = Math.Min(_found.Count, Batch.Capacity);
        var steps = new TrailStep[count];
        int[] rows = new int[count];
        for (int i = 0; i < count; i++)
        {
            steps[i] = _found.Dequeue();
            rows[i] = steps[i].Row;
        }
        var columns = output.Pass(_input!, rows);
        if (settings.ToSlot >= 0)
        {
            var ends = new WordVector(VectorKind.Node, count);
            var words = ends.AppendSpan(count);
            for (int i = 0; i < count; i++)
            {
                words[i] = steps[i].End;
            }
            columns[settings.ToSlot] = ends;
        }
        FillLists(columns, steps);
        return new Batch(columns, count);
    }

    private void FillLists(ColumnVector[] columns, TrailStep[] steps)
    {
        var all = new AnyVector(steps.Length);
        var groups = new AnyVector[settings.Groups.Length];
        for (int group = 0; group < groups.Length; group++)
        {
            groups[group] = new AnyVector(steps.Length);
        }
        var chain = new List<TrailStep>();
        foreach (var step in steps)
        {
            chain.Clear();
            for (var part = step; part.Parent is not null; part = part.Parent)
            {
                chain.Add(part);
            }
            if (!_repetition.IsReversed)
            {
                chain.Reverse();
            }
            all.Append(RelationshipsOf(chain));
            for (int group = 0; group < groups.Length; group++)
            {
                int index = group;
                groups[group].Append(Value.List([.. chain.Select(c => c.Values[index])]));
            }
        }
        if (settings.ListSlot >= 0)
        {
            columns[settings.ListSlot] = all;
        }
        for (int group = 0; group < groups.Length; group++)
        {
            columns[settings.Groups[group].List] = groups[group];
        }
    }

    private static Value RelationshipsOf(List<TrailStep> chain)
    {
        var relationships = new List<Value>();
        foreach (var step in chain)
        {
            foreach (long relationship in step.Relationships)
            {
                relationships.Add(Value.Relationship(new RelationshipId(relationship)));
            }
        }
        return Value.List([.. relationships]);
    }
}
