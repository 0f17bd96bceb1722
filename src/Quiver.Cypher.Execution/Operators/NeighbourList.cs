using Quiver.Model.Columns;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>A node's neighbours over one step, ascending, each with the relationship to it. Kept until another node is asked for.</summary>
internal sealed class NeighbourList(QueryContext context, ExpandStep step)
{
    private readonly StepCursor _cursor = new(step);
    private readonly int[] _rows = new int[Batch.Capacity];
    private long[] _nodes = new long[Batch.Capacity];
    private long[] _relationships = new long[Batch.Capacity];
    private Snapshot? _snapshot;
    private long _of = -1;
    private int _count;

    /// <summary>The neighbours.</summary>
    public ReadOnlySpan<long> Nodes => _nodes.AsSpan(0, _count);

    /// <summary>The relationships to them.</summary>
    public ReadOnlySpan<long> Relationships => _relationships.AsSpan(0, _count);

    /// <summary>Reads the neighbours of a node.</summary>
    public void Load(long node)
    {
        if (node == _of && ReferenceEquals(_snapshot, context.Snapshot))
        {
            return;
        }
        _snapshot = context.Snapshot;
        _of = node;
        _count = 0;
        if (node < 0)
        {
            return;
        }
        var expansion = _cursor.Open(context);
        expansion.Start([node]);
        bool isAscending = true;
        while (true)
        {
            if (_nodes.Length - _count < Batch.Capacity)
            {
                Grow();
            }
            int found = expansion.Next(
                _rows,
                _relationships.AsSpan(_count, Batch.Capacity),
                _nodes.AsSpan(_count, Batch.Capacity)
            );
            if (found == 0)
            {
                break;
            }
            for (int i = Math.Max(1, _count); i < _count + found; i++)
            {
                isAscending &= _nodes[i - 1] <= _nodes[i];
            }
            _count += found;
        }
        // Several types, both directions, or changes since the last checkpoint: lists that are each in order, one behind the other.
        if (!isAscending)
        {
            Array.Sort(_nodes, _relationships, 0, _count);
        }
    }

    private void Grow()
    {
        int length = 2 * _nodes.Length;
        context.Memory.Charge(2L * (length - _nodes.Length) * sizeof(long));
        Array.Resize(ref _nodes, length);
        Array.Resize(ref _relationships, length);
    }
}
