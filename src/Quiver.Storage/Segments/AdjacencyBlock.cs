using Quiver.Model;

namespace Quiver.Storage.Segments;

/// <summary>The relationships of one type and direction at the nodes of one segment, as compressed sparse rows.</summary>
/// <remarks>
/// <code>
/// 0   u8   block kind: 4
/// 1   u8   direction: 0 outgoing, 1 incoming
/// 2   u8   1 when an id section follows, 0 when ids are dense from the first
/// 3   u8   zero
/// 4   u32  degree that all listed nodes have, or 0 when they differ and offsets follow
/// 8   i64  id of the first relationship (dense ids), else 0
/// 16  presence section: the nodes that are listed
///     word section: listed nodes + 1 offsets, ascending from 0 (not when there is a common degree)
///     word section: the node at the other end of each relationship, ascending within a node
///     word section: the id of each relationship (only when so marked)
/// </code>
/// Immutable; safe for concurrent readers. Points into a mapped file and must not be used after that is closed.
/// </remarks>
internal sealed class AdjacencyBlock
{
    private readonly Presence _nodes;
    private readonly int _degree;
    private readonly WordSection _offsets;
    private readonly WordSection _neighbours;
    private readonly WordSection _relationships;
    private readonly bool _hasRelationships;
    private readonly BlockOrigin _origin;

    private AdjacencyBlock(ref BlockCursor source)
    {
        _origin = source.Origin;
        source.Expect(BlockKind.Adjacency);
        byte direction = source.Read<byte>();
        byte form = source.Read<byte>();
        if (direction > 1 || form > 1)
        {
            BlockErrors.ThrowContent(_origin, "a direction and form", direction);
        }
        Direction = direction == 0 ? Direction.Outgoing : Direction.Incoming;
        _hasRelationships = form == 1;
        source.Read<byte>();
        _degree = source.ReadCount(0, int.MaxValue, "degree");
        FirstRelationship = source.Read<long>();
        _nodes = Presence.Parse(ref source);
        if (_degree == 0)
        {
            _offsets = WordSection.Parse(ref source, _nodes.Count + 1);
        }
        _neighbours = WordSection.Parse(ref source);
        if (_degree != 0 && (long)_degree * _nodes.Count != _neighbours.Count)
        {
            BlockErrors.ThrowContent(_origin, $"degree {_degree} of all nodes", _neighbours.Count);
        }
        if (_hasRelationships)
        {
            _relationships = WordSection.Parse(ref source, _neighbours.Count);
        }
    }

    /// <summary>Outgoing or incoming.</summary>
    public Direction Direction { get; }

    /// <summary>Relationships in the block.</summary>
    public int Count => _neighbours.Count;

    /// <summary>Rows of the segment when it was written.</summary>
    public int Rows => _nodes.Rows;

    /// <summary>The id of the first relationship when ids are dense.</summary>
    public long FirstRelationship { get; }

    /// <summary>Whether ids are dense: position + <see cref="FirstRelationship"/>.</summary>
    public bool IsDense => !_hasRelationships;

    /// <summary>Reads a block's structure; its checksum was verified before.</summary>
    public static AdjacencyBlock Parse(ref BlockCursor source) => new(ref source);

    /// <summary>Where a node's relationships begin, and how many there are; the row may be any number.</summary>
    public (int Start, int Count) RangeOf(int row)
    {
        int index = _nodes.IndexOf(row);
        return index < 0 ? default : RangeAt(index);
    }

    /// <summary>How many nodes are listed; others have no relationships.</summary>
    public int ListedCount => _nodes.Count;

    /// <summary>Fills the span with the rows of listed nodes from a place on; their number must not exceed <see cref="ListedCount"/> less the place.</summary>
    public void CopyListed(int index, Span<int> rows) => _nodes.CopyRows(index, rows);

    /// <summary>Where the relationships of a listed node begin, and how many there are.</summary>
    public (int Start, int Count) RangeOfListed(int index) => RangeAt(index);

    /// <summary>Fills the span with the number of relationships of each row from a row on; rows may lie beyond <see cref="Rows"/>.</summary>
    public void ReadDegrees(int row, Span<long> degrees)
    {
        const int MaxRows = 256;
        Span<long> offsets = stackalloc long[MaxRows + 1];
        while (!degrees.IsEmpty)
        {
            var chunk = degrees[..Math.Min(MaxRows, degrees.Length)];
            int index = _nodes.CountBefore(row);
            int listed = _nodes.CountBefore(row + chunk.Length) - index;
            if (_degree == 0)
            {
                ReadOffsets(index, offsets[..(listed + 1)]);
            }
            else
            {
                for (int i = 0; i <= listed; i++)
                {
                    offsets[i] = (long)i * _degree;
                }
            }
            if (listed == chunk.Length)
            {
                for (int i = 0; i < chunk.Length; i++)
                {
                    chunk[i] = offsets[i + 1] - offsets[i];
                }
            }
            else
            {
                // Who is not listed has the difference of an offset to itself.
                int at = 0;
                for (int i = 0; i < chunk.Length; i++)
                {
                    int next = at + (_nodes.Contains(row + i) ? 1 : 0);
                    chunk[i] = offsets[next] - offsets[at];
                    at = next;
                }
            }
            row += chunk.Length;
            degrees = degrees[chunk.Length..];
        }
    }

    /// <summary>Reads the nodes at the other ends from a position on; position + length must not exceed <see cref="Count"/>.</summary>
    public void ReadNeighbours(int position, Span<long> destination) =>
        _neighbours.Read(position, destination);

    /// <summary>Reads ids from a position on; position + length must not exceed <see cref="Count"/>.</summary>
    public void ReadRelationships(int position, Span<long> destination)
    {
        if (_hasRelationships)
        {
            _relationships.Read(position, destination);
            return;
        }
        long first = FirstRelationship + position;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = first + i;
        }
    }

    /// <summary>The node at the other end of the relationship at a position below <see cref="Count"/>.</summary>
    public long NeighbourAt(int position) => _neighbours[position];

    /// <summary>The row of the node that has the relationship at a position below <see cref="Count"/>.</summary>
    public int RowAt(int position) => _nodes.RowOf(IndexAt(position));

    /// <summary>Fills the span with the nodes that have the relationships from a position on; position + length must not exceed <see cref="Count"/>.</summary>
    /// <param name="position">The first relationship.</param>
    /// <param name="firstId">The id of the segment's first node.</param>
    /// <param name="nodes">Where to.</param>
    public void ReadOwners(int position, long firstId, Span<long> nodes)
    {
        const int MaxRows = 64;
        Span<int> rows = stackalloc int[MaxRows];
        int index = nodes.IsEmpty ? 0 : IndexAt(position);
        while (!nodes.IsEmpty)
        {
            var known = rows[..Math.Min(MaxRows, _nodes.Count - index)];
            if (known.IsEmpty)
            {
                BlockErrors.ThrowContent(
                    _origin,
                    $"a node with the relationship at {position}",
                    index
                );
            }
            _nodes.CopyRows(index, known);
            for (int i = 0; i < known.Length && !nodes.IsEmpty; i++, index++)
            {
                var (start, count) = RangeAt(index);
                int own = Math.Clamp(start + count - position, 0, nodes.Length);
                nodes[..own].Fill(firstId + known[i]);
                nodes = nodes[own..];
                position += own;
            }
        }
    }

    /// <summary>The first position in a node's range whose neighbour is not below the given one.</summary>
    public int LowerBound(int start, int count, long neighbour)
    {
        int low = start;
        int high = start + count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_neighbours[middle] < neighbour)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /// <summary>The directory says another number of relationships.</summary>
    public void ThrowCount(int expected) =>
        BlockErrors.ThrowContent(_origin, $"{expected} relationships", Count);

    private int IndexAt(int position)
    {
        if (_degree != 0)
        {
            return position / _degree;
        }
        int low = 0;
        int high = _nodes.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (_offsets[middle] <= position)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }
        var (start, count) = RangeAt(Math.Max(0, high));
        if (position < start || position - start >= count)
        {
            BlockErrors.ThrowContent(_origin, $"a node with the relationship at {position}", low);
        }
        return low;
    }

    private void ReadOffsets(int index, Span<long> offsets)
    {
        _offsets.Read(index, offsets);
        for (int i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] < offsets[i - 1])
            {
                BlockErrors.ThrowContent(
                    _origin,
                    $"an offset from {offsets[i - 1]} to {Count}",
                    offsets[i]
                );
            }
        }
        if (offsets[0] < 0 || offsets[^1] > Count)
        {
            BlockErrors.ThrowContent(_origin, $"offsets from 0 to {Count}", offsets[^1]);
        }
    }

    private (int Start, int Count) RangeAt(int index)
    {
        if (_degree != 0)
        {
            return (index * _degree, _degree);
        }
        long start = _offsets[index];
        long end = _offsets[index + 1];
        if (start < 0 || end < start || end > Count)
        {
            BlockErrors.ThrowContent(_origin, $"an offset from {start} to {Count}", end);
        }
        return ((int)start, (int)(end - start));
    }
}
