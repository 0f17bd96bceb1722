using System.Runtime.InteropServices;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Counts the common neighbours of a row's two nodes without making rows of them. Which relationships lead to them matters only where the row has used one of these already: the row is then
/// left to who looks at each.
/// </summary>
/// <param name="context">The query's context.</param>
/// <param name="steps">The steps to the neighbours.</param>
internal sealed class CommonNeighbourCounter(QueryContext context, IntersectSteps steps)
{
    // So many neighbours are looked at between two looks at whether the query shall end.
    private const long LooksPerCheck = 1 << 20;

    private readonly NeighbourCounts _counts = NeighbourCounts.Of(context);
    private readonly List<long> _taken = [];
    private long _node = -1;
    private bool _isFirst;
    private long _looks;

    /// <summary>Forgets the list that is kept: another snapshot may be read.</summary>
    public void Forget()
    {
        _counts.Drop(CollectionsMarshal.AsSpan(_taken));
        _taken.Clear();
        _node = -1;
    }

    /// <summary>Counts the pairs of relationships that lead to a common neighbour; false when relationships that the row has used may be among them.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="row">The row.</param>
    /// <param name="nodes">The two nodes of this row and of those behind it.</param>
    /// <param name="lists">The neighbours of both; neither is empty.</param>
    /// <param name="count">How many.</param>
    public bool TryCount(Batch input, int row, Ends nodes, IntersectLists lists, out long count)
    {
        count = 0;
        if (nodes.First[0] == nodes.Second[0] || !IsTaken(nodes, lists))
        {
            return false;
        }
        _looks += lists.Left.Length + lists.Right.Length;
        if (_looks > LooksPerCheck)
        {
            _looks = 0;
            context.Cancellation.ThrowIfCancellationRequested();
        }
        var others = _isFirst ? lists.Right : lists.Left;
        bool isLong = _isFirst ? lists.IsRightLong : lists.IsLeftLong;
        count = isLong
            ? CountBySearch(_isFirst ? lists.Left : lists.Right, others)
            : _counts.CountCommon(others);
        return count == 0 || !MayHit(input, row, lists);
    }

    private bool MayHit(Batch input, int row, IntersectLists lists) =>
        steps.First.Used.MayHit(input, row, lists.LeftRelationships, lists.Left, lists.Right)
        || steps.Second.Used.MayHit(input, row, lists.RightRelationships, lists.Right, lists.Left);

    /// <summary>Takes the neighbours of the node that comes again in the next row, if those of neither are taken.</summary>
    private bool IsTaken(Ends nodes, IntersectLists lists)
    {
        if (_node == (_isFirst ? nodes.First[0] : nodes.Second[0]))
        {
            return true;
        }
        Forget();
        bool isSecond = nodes.Second.Length > 1 && nodes.Second[1] == nodes.Second[0];
        var list = isSecond ? lists.Right : lists.Left;
        if (!_counts.TryTake(list))
        {
            return false;
        }
        _taken.AddRange(list);
        _isFirst = !isSecond;
        _node = isSecond ? nodes.Second[0] : nodes.First[0];
        return true;
    }

    private static long CountBySearch(ReadOnlySpan<long> few, ReadOnlySpan<long> many)
    {
        long count = 0;
        Range inFew = default;
        Range inMany = default;
        while (IntersectLists.NextCommon(few, many, ref inFew, ref inMany))
        {
            count += (long)few[inFew].Length * many[inMany].Length;
        }
        return count;
    }

    /// <summary>The two nodes of each of some rows.</summary>
    public readonly ref struct Ends(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        public readonly ReadOnlySpan<long> First = first;
        public readonly ReadOnlySpan<long> Second = second;
    }
}
