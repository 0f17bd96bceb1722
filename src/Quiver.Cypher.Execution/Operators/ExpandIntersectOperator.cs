using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Expand(Intersect): for each row the common neighbours of two nodes. Where one of the two comes again in the next row, its neighbours are marked, and those of the other are
/// looked at once each; else both are gone through in their order, or a short list is looked up in a long one. A long list is marked when so much has been looked up in it.
/// </summary>
internal sealed class ExpandIntersectOperator(
    QueryContext context,
    Operator source,
    IntersectSteps steps,
    OutputColumns output,
    IntersectColumns made
) : Operator
{
    private const int ReadAheadRows = 64;

    private readonly NeighbourLists _ofFirst = NeighbourLists.Of(context, steps.First);
    private readonly NeighbourLists? _ofSecond = steps.AreAlike
        ? null
        : NeighbourLists.Of(context, steps.Second);
    private readonly NeighbourMarks _marks = new();
    private readonly List<long> _ahead = [];
    private readonly List<long> _marked = [];
    private readonly List<int> _rows = [];
    private readonly List<long> _nodes = [];
    private readonly List<long> _firstRelationships = [];
    private readonly List<long> _secondRelationships = [];

    // Where nobody needs more of the rows than how many there are.
    private readonly CommonNeighbourCounter? _counter =
        output.Schema.Width == 0 ? new(context, steps) : null;
    private Batch? _input;
    private int _row;
    private int _given;
    private long _counted;

    // The node whose neighbours are marked; below 0 when none are.
    private long _markedNode = -1;
    private bool _isFirstMarked;

    // The node in whose long list is searched, and the steps that this took.
    private long _searchedNode = -1;
    private long _searchSteps;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_counted > 0)
            {
                int count = (int)Math.Min(Batch.Capacity, _counted);
                _counted -= count;
                return new Batch([], count);
            }
            if (_given < _rows.Count)
            {
                return Give();
            }
            Forget();
            if (_input is null)
            {
                _input = source.Next();
                _row = 0;
                if (_input is null)
                {
                    return null;
                }
            }
            Find(_input);
            if (_rows.Count == 0)
            {
                _input = null;
            }
        }
    }

    /// <inheritdoc/>
    public override void AllowReuse() => output.AllowReuse();

    /// <inheritdoc/>
    public override void Restart()
    {
        Forget();
        _counted = 0;
        _input = null;
        source.Restart();
    }

    private void Forget()
    {
        _rows.Clear();
        _nodes.Clear();
        _firstRelationships.Clear();
        _secondRelationships.Clear();
        _given = 0;
    }

    private void Find(Batch input)
    {
        var first = EntityColumn.NodesOf(input.Columns[steps.First.FromSlot]);
        var second = EntityColumn.NodesOf(input.Columns[steps.Second.FromSlot]);
        var ofSecond = _ofSecond ?? _ofFirst;
        if (_ofFirst.Refresh() | ofSecond.Refresh())
        {
            Unmark();
        }
        _counter?.Forget();
        var known = (First: -1L, Second: -1L, Left: -1, Right: -1);
        for (; _row < input.RowCount && _rows.Count < Batch.Capacity; _row++)
        {
            var (one, other) = (first[_row], second[_row]);
            if (one < 0 || other < 0)
            {
                continue;
            }
            int left = one == known.First ? known.Left : _ofFirst.Find(one);
            int right = other == known.Second ? known.Right : ofSecond.Find(other);
            if (left < 0 || right < 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                ReadAhead(first[_row..], second[_row..]);
                left = _ofFirst.Find(one);
                right = ofSecond.Find(other);
            }
            known = (one, other, left, right);
            var lists = new IntersectLists(
                _ofFirst.Nodes(left),
                _ofFirst.Relationships(left),
                ofSecond.Nodes(right),
                ofSecond.Relationships(right)
            );
            if (_counter is not null)
            {
                Count(input, first[_row..], second[_row..], lists);
            }
            else if (!lists.Left.IsEmpty && !lists.Right.IsEmpty)
            {
                Mark(one, other, first[_row..], second[_row..], lists);
                Intersect(input, lists);
            }
        }
    }

    private void Count(
        Batch input,
        ReadOnlySpan<long> first,
        ReadOnlySpan<long> second,
        IntersectLists lists
    )
    {
        if (lists.Left.IsEmpty || lists.Right.IsEmpty)
        {
            return;
        }
        if (_counter!.TryCount(input, _row, new(first, second), lists, out long count))
        {
            _counted += count;
            return;
        }
        Intersect(input, lists);
        _counted += _rows.Count;
        Forget();
    }

    private void ReadAhead(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        int rows = Math.Min(first.Length, ReadAheadRows);
        if (_ofSecond is not null)
        {
            _ofFirst.Read(first[..rows], 1);
            _ofSecond.Read(second[..rows], 1);
            return;
        }
        _ahead.Clear();
        for (int i = 0; i < rows; i++)
        {
            // The same node in rows one behind the other is asked for once; the first two are the row at hand.
            if (i == 0 || first[i] != first[i - 1])
            {
                _ahead.Add(first[i]);
            }
            if (i == 0 || second[i] != second[i - 1])
            {
                _ahead.Add(second[i]);
            }
        }
        _ofFirst.Read(CollectionsMarshal.AsSpan(_ahead), 2);
    }

    /// <summary>Marks the neighbours of the node that comes again in the next row, if one does.</summary>
    private void Mark(
        long one,
        long other,
        ReadOnlySpan<long> first,
        ReadOnlySpan<long> second,
        IntersectLists lists
    )
    {
        if (_markedNode == (_isFirstMarked ? one : other))
        {
            return;
        }
        Unmark();
        bool isSecond = second.Length > 1 && second[1] == other;
        bool isFirst = !isSecond && first.Length > 1 && first[1] == one;
        if (isFirst || isSecond)
        {
            long node = isFirst ? one : other;
            if (
                !PaysToMark(
                    node,
                    isFirst ? lists.Left : lists.Right,
                    isFirst ? lists.Right : lists.Left
                )
            )
            {
                return;
            }
            _isFirstMarked = isFirst;
            _markedNode = node;
            _marked.AddRange(isFirst ? lists.Left : lists.Right);
            _marks.Mark(CollectionsMarshal.AsSpan(_marked));
        }
    }

    private bool PaysToMark(long node, ReadOnlySpan<long> list, ReadOnlySpan<long> tested)
    {
        if (!IntersectLists.IsLong(list, tested))
        {
            return true;
        }
        if (node != _searchedNode)
        {
            _searchedNode = node;
            _searchSteps = 0;
        }
        _searchSteps += (long)tested.Length * int.Log2(list.Length);
        return list.Length <= NeighbourMarks.MaxNodes && _searchSteps > list.Length;
    }

    private void Unmark()
    {
        _marks.Clear(CollectionsMarshal.AsSpan(_marked));
        _marked.Clear();
        _markedNode = -1;
    }

    private void Intersect(Batch input, IntersectLists lists)
    {
        if (lists.IsLeftLong && (_markedNode < 0 || !_isFirstMarked))
        {
            BySearch(input, lists, isLeftLong: true);
        }
        else if (lists.IsRightLong && (_markedNode < 0 || _isFirstMarked))
        {
            BySearch(input, lists, isLeftLong: false);
        }
        else if (_markedNode >= 0)
        {
            ByMarks(input, lists);
        }
        else
        {
            ByMerge(input, lists);
        }
    }

    private void BySearch(Batch input, IntersectLists lists, bool isLeftLong)
    {
        var few = isLeftLong ? lists.Right : lists.Left;
        var many = isLeftLong ? lists.Left : lists.Right;
        Range inFew = default;
        Range inMany = default;
        while (IntersectLists.NextCommon(few, many, ref inFew, ref inMany))
        {
            Match(input, lists, isLeftLong ? inMany : inFew, isLeftLong ? inFew : inMany);
        }
    }

    private void ByMarks(Batch input, IntersectLists lists)
    {
        var tested = _isFirstMarked ? lists.Right : lists.Left;
        var marked = _isFirstMarked ? lists.Left : lists.Right;
        for (int i = _marks.Next(tested, 0); i < tested.Length; )
        {
            int end = IntersectLists.EndOf(tested, i);
            int from = IntersectLists.LowerBound(marked, tested[i]);
            if (from < marked.Length && marked[from] == tested[i])
            {
                int to = IntersectLists.EndOf(marked, from);
                Match(
                    input,
                    lists,
                    _isFirstMarked ? from..to : i..end,
                    _isFirstMarked ? i..end : from..to
                );
            }
            i = _marks.Next(tested, end);
        }
    }

    private void ByMerge(Batch input, IntersectLists lists)
    {
        var left = lists.Left;
        var right = lists.Right;
        int i = 0;
        int j = 0;
        while (i < left.Length && j < right.Length)
        {
            if (left[i] < right[j])
            {
                i++;
            }
            else if (left[i] > right[j])
            {
                j++;
            }
            else
            {
                int end = IntersectLists.EndOf(left, i);
                int to = IntersectLists.EndOf(right, j);
                Match(input, lists, i..end, j..to);
                i = end;
                j = to;
            }
        }
    }

    private void Match(Batch input, IntersectLists lists, Range left, Range right)
    {
        for (int i = left.Start.Value; i < left.End.Value; i++)
        {
            long first = lists.LeftRelationships[i];
            if (!steps.First.Used.IsEmpty && steps.First.Used.Contains(input, _row, first))
            {
                continue;
            }
            for (int k = right.Start.Value; k < right.End.Value; k++)
            {
                long second = lists.RightRelationships[k];
                bool isUsed =
                    (steps.AreDifferent && first == second)
                    || (
                        !steps.Second.Used.IsEmpty
                        && steps.Second.Used.Contains(input, _row, second)
                    );
                if (!isUsed)
                {
                    _rows.Add(_row);
                    _nodes.Add(lists.Left[i]);
                    _firstRelationships.Add(first);
                    _secondRelationships.Add(second);
                }
            }
        }
    }

    private Batch Give()
    {
        int count = Math.Min(Batch.Capacity, _rows.Count - _given);
        var columns = output.Pass(_input!, CollectionsMarshal.AsSpan(_rows).Slice(_given, count));
        Put(columns, made.Node, VectorKind.Node, _nodes, count);
        Put(columns, made.First, VectorKind.Relationship, _firstRelationships, count);
        Put(columns, made.Second, VectorKind.Relationship, _secondRelationships, count);
        _given += count;
        return new Batch(columns, count);
    }

    private void Put(
        ColumnVector[] columns,
        int slot,
        VectorKind kind,
        List<long> ids,
        int count
    ) =>
        OutputColumns.Put(columns, slot, kind, CollectionsMarshal.AsSpan(ids).Slice(_given, count));
}
