using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Expand(Intersect): for each row the common neighbours of two nodes, found by going through the neighbours of both in their order.</summary>
internal sealed class ExpandIntersectOperator(
    QueryContext context,
    Operator source,
    (ExpandStep First, ExpandStep Second) steps,
    bool areDifferent,
    OutputColumns output,
    IntersectColumns made
) : Operator
{
    private readonly NeighbourList _first = new(context, steps.First);
    private readonly NeighbourList _second = new(context, steps.Second);
    private readonly List<int> _rows = [];
    private readonly List<long> _nodes = [];
    private readonly List<long> _firstRelationships = [];
    private readonly List<long> _secondRelationships = [];
    private Batch? _input;
    private int _row;
    private int _given;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
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
    public override void Restart()
    {
        Forget();
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
        for (; _row < input.RowCount && _rows.Count < Batch.Capacity; _row++)
        {
            if (first[_row] < 0 || second[_row] < 0)
            {
                continue;
            }
            _first.Load(first[_row]);
            if (_first.Nodes.IsEmpty)
            {
                continue;
            }
            _second.Load(second[_row]);
            Intersect(input);
        }
    }

    private void Intersect(Batch input)
    {
        var left = _first.Nodes;
        var right = _second.Nodes;
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
                int end = j + 1;
                while (end < right.Length && right[end] == left[i])
                {
                    end++;
                }
                Match(input, i, j, end);
                // The next of the first list may be the same node over another relationship.
                i++;
            }
        }
    }

    private void Match(Batch input, int at, int start, int end)
    {
        long first = _first.Relationships[at];
        if (!steps.First.Used.IsEmpty && steps.First.Used.Contains(input, _row, first))
        {
            return;
        }
        for (int k = start; k < end; k++)
        {
            long second = _second.Relationships[k];
            bool isUsed =
                (areDifferent && first == second)
                || (!steps.Second.Used.IsEmpty && steps.Second.Used.Contains(input, _row, second));
            if (!isUsed)
            {
                _rows.Add(_row);
                _nodes.Add(_first.Nodes[at]);
                _firstRelationships.Add(first);
                _secondRelationships.Add(second);
            }
        }
    }

    private Batch Give()
    {
        int count = Math.Min(Batch.Capacity, _rows.Count - _given);
        var columns = output.Pass(_input!, CollectionsMarshal.AsSpan(_rows).Slice(_given, count));
        Place(columns, made.Node, VectorKind.Node, _nodes, count);
        Place(columns, made.First, VectorKind.Relationship, _firstRelationships, count);
        Place(columns, made.Second, VectorKind.Relationship, _secondRelationships, count);
        _given += count;
        return new Batch(columns, count);
    }

    private void Place(ColumnVector[] columns, int slot, VectorKind kind, List<long> ids, int count)
    {
        if (slot >= 0)
        {
            var column = new WordVector(kind, count);
            CollectionsMarshal.AsSpan(ids).Slice(_given, count).CopyTo(column.AppendSpan(count));
            columns[slot] = column;
        }
    }
}
