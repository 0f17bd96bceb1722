using System.Runtime.CompilerServices;
using Quiver.Model;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Generations;

/// <summary>Reads relationships: from their nodes, by id, and by type.</summary>
internal sealed class AdjacencyReader
{
    private readonly AdjacencyEntry[] _entries;
    private readonly LazyBlocks<AdjacencyBlock> _blocks;
    private readonly RelationshipTypeId[] _types;
    private readonly int[] _outgoingStarts;
    private readonly int[] _incomingStarts;
    private readonly int _outgoingCount;
    private readonly long[] _firstRelationships;
    private readonly int[] _owners;

    /// <summary>Takes the adjacency part of a directory.</summary>
    /// <param name="entries">The entries, ascending by direction, segment and type.</param>
    /// <param name="blocks">Their blocks.</param>
    /// <param name="segmentLimit">One above the highest node segment.</param>
    public AdjacencyReader(
        AdjacencyEntry[] entries,
        LazyBlocks<AdjacencyBlock> blocks,
        int segmentLimit
    )
    {
        _entries = entries;
        _blocks = blocks;
        _types = Array.ConvertAll(entries, e => e.Type);
        _outgoingCount = entries.Count(e => e.Direction == Direction.Outgoing);
        _outgoingStarts = StartsOf(entries.AsSpan(0, _outgoingCount), segmentLimit, 0);
        _incomingStarts = StartsOf(entries.AsSpan(_outgoingCount), segmentLimit, _outgoingCount);
        _owners = [.. Enumerable.Range(0, _outgoingCount)];
        _firstRelationships = Array.ConvertAll(_owners, i => entries[i].FirstRelationship);
        Array.Sort(_firstRelationships, _owners);
    }

    /// <summary>The types (ascending) that occur at the nodes of a segment.</summary>
    public ReadOnlySpan<RelationshipTypeId> TypesOf(int segment, Direction direction)
    {
        var (first, end) = EntriesOf(segment, direction);
        return _types.AsSpan(first, end - first);
    }

    /// <summary>The relationships of one type at a node.</summary>
    public AdjacencySlice Slice(long node, Direction direction, RelationshipTypeId type)
    {
        var block = Find(node, direction, type);
        return block is null ? default : new(block, block.RangeOf(SegmentLayout.RowOf(node)));
    }

    /// <summary>The number of relationships of one type at a node.</summary>
    public int Degree(long node, Direction direction, RelationshipTypeId type) =>
        Find(node, direction, type)?.RangeOf(SegmentLayout.RowOf(node)).Count ?? 0;

    /// <summary>The number of relationships of one type at each node of a run of neighbouring ids in one segment.</summary>
    public void ReadDegrees(
        long firstNode,
        Direction direction,
        RelationshipTypeId type,
        Span<long> degrees
    )
    {
        if (Find(firstNode, direction, type) is { } block)
        {
            block.ReadDegrees(SegmentLayout.RowOf(firstNode), degrees);
        }
        else
        {
            degrees.Clear();
        }
    }

    /// <summary>The relationship's type and ends; false when it does not exist.</summary>
    public bool TryRead(long relationship, out RelationshipRecord record)
    {
        record = default;
        int place = Array.BinarySearch(_firstRelationships, relationship);
        place = place < 0 ? ~place - 1 : place;
        if (place < 0)
        {
            return false;
        }
        int owner = _owners[place];
        long position = relationship - _firstRelationships[place];
        if (position >= _entries[owner].Count)
        {
            return false;
        }
        var block = Block(owner);
        long start = SegmentLayout.FirstId(_entries[owner].Segment) + block.RowAt((int)position);
        record = new(_types[owner], new(start), new(block.NeighbourAt((int)position)));
        return true;
    }

    /// <summary>Fills the spans with the next relationships of a type.</summary>
    public int Scan(
        RelationshipTypeId type,
        ref RelationshipCursor cursor,
        Span<long> relationships,
        Span<long> starts,
        Span<long> ends
    )
    {
        int done = 0;
        while (done < relationships.Length && cursor.Block < _outgoingCount)
        {
            var entry = _entries[cursor.Block];
            int count = Math.Min(relationships.Length - done, entry.Count - cursor.Position);
            if (entry.Type != type || count == 0)
            {
                cursor.Block++;
                cursor.Position = 0;
                continue;
            }
            var block = Block(cursor.Block);
            long firstId = SegmentLayout.FirstId(entry.Segment);
            block.ReadRelationships(cursor.Position, relationships.Slice(done, count));
            block.ReadOwners(cursor.Position, firstId, starts.Slice(done, count));
            block.ReadNeighbours(cursor.Position, ends.Slice(done, count));
            cursor.Position += count;
            done += count;
        }
        return done;
    }

    private static int[] StartsOf(ReadOnlySpan<AdjacencyEntry> entries, int segmentLimit, int first)
    {
        var starts = new int[segmentLimit + 1];
        int next = 0;
        for (int segment = 0; segment <= segmentLimit; segment++)
        {
            while (next < entries.Length && entries[next].Segment < segment)
            {
                next++;
            }
            starts[segment] = first + next;
        }
        return starts;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (int First, int End) EntriesOf(long segment, Direction direction)
    {
        var starts = direction == Direction.Outgoing ? _outgoingStarts : _incomingStarts;
        return (ulong)segment < (ulong)(starts.Length - 1)
            ? (starts[segment], starts[segment + 1])
            : default;
    }

    private AdjacencyBlock? Find(long node, Direction direction, RelationshipTypeId type)
    {
        var (first, end) = EntriesOf(node >> SegmentLayout.RowBits, direction);
        for (int i = first; i < end; i++)
        {
            if (_types[i] == type)
            {
                return Block(i);
            }
        }
        return null;
    }

    private AdjacencyBlock Block(int index)
    {
        var block = _blocks[index];
        ref readonly var entry = ref _entries[index];
        if (block.Count != entry.Count || block.Direction != entry.Direction)
        {
            block.ThrowCount(entry.Count);
        }
        return block;
    }
}
