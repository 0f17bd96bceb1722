using Quiver.Model;
using Quiver.Storage.Generations;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Reading;

/// <summary>
/// Walks the relationships of a batch of nodes: nodes that no run touches straight from the base's slices, the others from merged lists, of which those of one type are kept for later.
/// </summary>
internal sealed class SnapshotExpansion : Expansion
{
    private readonly Generation _base;
    private readonly RunStack _runs;
    private readonly Direction _direction;
    private readonly RelationshipTypeId[] _types;

    // Of several types, or of all.
    private readonly MergedAdjacency? _merger;

    // Of one type.
    private readonly TouchedRelationships? _outgoing;
    private readonly TouchedRelationships? _incoming;

    private long[] _nodes = [];
    private int _nodeCount;
    private int _row = -1;
    private bool _onMerged;
    private int _mergedAt;
    private Direction _way;
    private int _typeIndex;
    private AdjacencySlice _slice;
    private MergedList? _list;
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
        if (runs.IsEmpty)
        {
            return;
        }
        if (types.Length != 1)
        {
            _merger = new MergedAdjacency(generation, runs);
            return;
        }
        if (direction != Direction.Incoming)
        {
            _outgoing = new(generation, runs, Direction.Outgoing, types[0]);
        }
        if (direction != Direction.Outgoing)
        {
            _incoming = new(generation, runs, Direction.Incoming, types[0]);
        }
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
        _outgoing?.Refresh();
        _incoming?.Refresh();
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
                Read(relationships.Slice(filled, count), neighbours.Slice(filled, count));
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

    private void Read(Span<long> relationships, Span<long> neighbours)
    {
        if (_list is { } list)
        {
            list.Neighbours.Slice(_sliceAt, neighbours.Length).CopyTo(neighbours);
            list.Relationships.Slice(_sliceAt, relationships.Length).CopyTo(relationships);
            return;
        }
        _slice.ReadNeighbours(_sliceAt, neighbours);
        _slice.ReadRelationships(_sliceAt, relationships);
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
            var type = types[_typeIndex++];
            _list = (_way == Direction.Outgoing ? _outgoing : _incoming)?.Open(node);
            _slice = _list is null ? _base.Adjacency(node, _way, type) : default;
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
        int all = _list?.Count ?? _slice.Count;
        _sliceEnd = all;
        if (_direction == Direction.Both && _way == Direction.Incoming && all > 0)
        {
            var (from, count) = _list?.Find(node) ?? _slice.Find(node);
            if (count > 0)
            {
                _sliceEnd = from;
                _resumeAt = from + count;
                _resumeEnd = all;
            }
        }
    }
}
