using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>The relationships of some types in the order of the nodes at one of their ends, the near ones: where a node starts or ends relationships of several types, they come together.</summary>
internal sealed class RelationshipsByNode : RelationshipReader
{
    private const int BatchNodes = 1024;

    private readonly NodeScan _nodes;
    private readonly Side[] _sides;
    private readonly long[] _batch = new long[BatchNodes];
    private int _batchCount;
    private int _node;
    private int _side;

    /// <summary>Begins before the first node.</summary>
    /// <param name="snapshot">The graph.</param>
    /// <param name="types">The types, each with the direction in which its relationships are seen from the near node.</param>
    public RelationshipsByNode(
        Snapshot snapshot,
        IReadOnlyList<(RelationshipTypeId Type, Direction Direction)> types
    )
    {
        _nodes = snapshot.ScanNodes(LabelId.None);
        _sides = [.. types.Select(t => new Side(snapshot, t.Type, t.Direction))];
    }

    /// <inheritdoc/>
    public override bool TryRead(ExportChunk chunk, int maxRows)
    {
        while (chunk.Count < maxRows && (_node < _batchCount || TryStart()))
        {
            _sides[_side].Take(_node, _batch[_node], chunk, maxRows);
            if (chunk.Count == maxRows)
            {
                // There may be more at this node.
                break;
            }
            if (++_side == _sides.Length)
            {
                _side = 0;
                _node++;
            }
        }
        return chunk.Count > 0;
    }

    private bool TryStart()
    {
        _node = 0;
        _batchCount = _nodes.Next(_batch);
        if (_batchCount == 0)
        {
            return false;
        }
        foreach (var side in _sides)
        {
            side.Start(_batch.AsSpan(0, _batchCount));
        }
        return true;
    }

    /// <summary>The relationships of one type at a batch of nodes.</summary>
    private sealed class Side(Snapshot snapshot, RelationshipTypeId type, Direction direction)
    {
        private readonly Expansion _expansion = snapshot.Expand(direction, [type]);
        private readonly int[] _rows = new int[BatchNodes];
        private readonly long[] _relationships = new long[BatchNodes];
        private readonly long[] _far = new long[BatchNodes];
        private int _count;
        private int _next;

        /// <summary>Begins with a batch.</summary>
        public void Start(ReadOnlySpan<long> nodes)
        {
            _expansion.Start(nodes);
            _count = _next = 0;
            Fill();
        }

        /// <summary>Takes those at a node of the batch, of which earlier ones have been taken, as long as there is room.</summary>
        public void Take(int row, long node, ExportChunk chunk, int maxRows)
        {
            while (_next < _count && _rows[_next] == row && chunk.Count < maxRows)
            {
                int at = chunk.Count++;
                chunk.Ids[at] = _relationships[_next];
                chunk.Types[at] = type.Value;
                chunk.Near[at] = node;
                chunk.Far[at] = _far[_next];
                chunk.IsIncoming[at] = direction == Direction.Incoming;
                if (++_next == _count)
                {
                    Fill();
                }
            }
        }

        private void Fill()
        {
            _next = 0;
            _count = _expansion.Next(_rows, _relationships, _far);
        }
    }
}
