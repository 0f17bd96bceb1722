using Quiver.Model;
using Quiver.Storage.Generations;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Reading;

/// <summary>
/// Walks the relationships of a batch of nodes: nodes that no run touches straight from the base's slices, the others from merged lists.
/// </summary>
internal sealed class SnapshotExpansion : Expansion
{
    private readonly Generation _base;
    private readonly RunStack _runs;
    private readonly Direction _direction;
    private readonly RelationshipTypeId[] _types;
    private readonly MergedAdjacency? _merger;

    private long[] _nodes = [];
    private int _nodeCount;
    private int _row = -1;
    private bool _onMerged;
    private int _mergedAt;
    private Direction _way;
    private int _typeIndex;
    private AdjacencySlice _slice;
    private int _sliceAt;
    private int _sliceEnd;
    private int _resumeAt;
    private int _resumeEnd;

    public SnapshotExpansion(
        Generation generation,
        RunStack runs,
        Direction direction,
        ReadOnlySpan<RelationshipTypeId> types
    )
    {
        _base = generation;
        _runs = runs;
        _direction = direction;
        _types = types.ToArray();
        _merger = runs.IsEmpty ? null : new MergedAdjacency(generation, runs);
    }

    /// <inheritdoc/>
    public override void Start(ReadOnlySpan<long> nodes)
    {
        if (_nodes.Length < nodes.Length)
        {
            _nodes = new long[nodes.Length];
        }
        nodes.CopyTo(_nodes);
        _nodeCount = nodes.Length;
        _row = -1;
        _onMerged = false;
        _sliceAt = _sliceEnd = _resumeAt = _resumeEnd = 0;
        AdvanceRow();
    }

    /// <inheritdoc/>
    public override int Next(Span<int> rows, Span<long> relationships, Span<long> neighbours)
    {
        int filled = 0;
        while (filled < rows.Length && _row < _nodeCount)
        {
            if (_onMerged)
            {
                filled = FillFromMerged(rows, relationships, neighbours, filled);
                if (_mergedAt == _merger!.Count)
                {
                    AdvanceRow();
                }
            }
            else if (_sliceAt < _sliceEnd)
            {
                int count = Math.Min(rows.Length - filled, _sliceEnd - _sliceAt);
                _slice.ReadNeighbours(_sliceAt, neighbours.Slice(filled, count));
                _slice.ReadRelationships(_sliceAt, relationships.Slice(filled, count));
                rows.Slice(filled, count).Fill(_row);
                filled += count;
                _sliceAt += count;
            }
            else
            {
                AdvanceSlice();
            }
        }
        return filled;
    }

    private int FillFromMerged(
        Span<int> rows,
        Span<long> relationships,
        Span<long> neighbours,
        int filled
    )
    {
        int count = Math.Min(rows.Length - filled, _merger!.Count - _mergedAt);
        _merger.Neighbours.Slice(_mergedAt, count).CopyTo(neighbours[filled..]);
        _merger.Relationships.Slice(_mergedAt, count).CopyTo(relationships[filled..]);
        rows.Slice(filled, count).Fill(_row);
        _mergedAt += count;
        return filled + count;
    }

    private void AdvanceRow()
    {
        do
        {
            _row++;
        } while (_row < _nodeCount && _nodes[_row] < 0);
        _onMerged = false;
        if (_row >= _nodeCount)
        {
            return;
        }
        long node = _nodes[_row];
        if (_merger is not null && _runs.MayTouchAdjacency(node, _direction))
        {
            _merger.Read(node, _direction, _types);
            _mergedAt = 0;
            _onMerged = true;
            return;
        }
        _way = _direction == Direction.Incoming ? Direction.Incoming : Direction.Outgoing;
        _typeIndex = 0;
        _sliceAt = _sliceEnd = _resumeAt = _resumeEnd = 0;
    }

    /// <summary>Goes on to the part behind skipped loops, the next type, the other way, or the next row.</summary>
    private void AdvanceSlice()
    {
        if (_resumeAt < _resumeEnd)
        {
            _sliceAt = _resumeAt;
            _sliceEnd = _resumeEnd;
            _resumeAt = _resumeEnd = 0;
            return;
        }
        long node = _nodes[_row];
        ReadOnlySpan<RelationshipTypeId> types =
            _types.Length > 0 ? _types : _base.AdjacencyTypes(SegmentLayout.SegmentOf(node), _way);
        if (_typeIndex < types.Length)
        {
            _slice = _base.Adjacency(node, _way, types[_typeIndex++]);
            OpenSlice(node);
        }
        else if (_direction == Direction.Both && _way == Direction.Outgoing)
        {
            _way = Direction.Incoming;
            _typeIndex = 0;
        }
        else
        {
            AdvanceRow();
        }
    }

    /// <summary>Opens the whole slice, or, coming in where going out was walked before, its parts around the loops.</summary>
    private void OpenSlice(long node)
    {
        _sliceAt = 0;
        _sliceEnd = _slice.Count;
        if (_direction == Direction.Both && _way == Direction.Incoming && _slice.Count > 0)
        {
            var (from, count) = _slice.Find(node);
            if (count > 0)
            {
                _sliceEnd = from;
                _resumeAt = from + count;
                _resumeEnd = _slice.Count;
            }
        }
    }
}
