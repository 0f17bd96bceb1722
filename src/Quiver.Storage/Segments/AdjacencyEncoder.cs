using Quiver.Foundation;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.Memory;
using Quiver.Model;

namespace Quiver.Storage.Segments;

/// <summary>
/// Encodes one adjacency block after another: one of the Encode methods, then
/// <see cref="Generations.GenerationWriter.Add(AdjacencyEncoder)"/>. One per thread; its memory is reused. Blocks without relationships need not be added.
/// </summary>
public sealed class AdjacencyEncoder : IDisposable
{
    private readonly WordSectionEncoder _words = new();
    private readonly ulong[] _listed = new ulong[SegmentLayout.RowsPerSegment / 64];
    private readonly long[] _offsets = new long[SegmentLayout.RowsPerSegment + 1];

    internal NativeBuffer Buffer { get; } = new();

    internal int SegmentIndex { get; private set; }

    internal Direction Direction { get; private set; }

    internal RelationshipTypeId Type { get; private set; }

    internal int RelationshipCount { get; private set; }

    internal long FirstRelationship { get; private set; }

    internal EncodedBlock Block { get; private set; }

    /// <summary>
    /// Encodes the relationships of one type that start at the nodes of a segment. The relationship at position i of
    /// <paramref name="ends"/> has id <paramref name="firstRelationship"/> + i.
    /// </summary>
    /// <param name="segmentIndex">The node segment.</param>
    /// <param name="type">Their type.</param>
    /// <param name="offsets">Row count + 1 ascending positions in <paramref name="ends"/>, from 0: where each node's relationships begin.</param>
    /// <param name="ends">The nodes at their ends, ascending within a node.</param>
    /// <param name="firstRelationship">The id of the first.</param>
    public void EncodeOutgoing(
        int segmentIndex,
        RelationshipTypeId type,
        ReadOnlySpan<int> offsets,
        ReadOnlySpan<long> ends,
        long firstRelationship
    )
    {
        Invariant.Assert(firstRelationship >= 0);
        Begin(segmentIndex, Direction.Outgoing, type);
        FirstRelationship = firstRelationship;
        WriteNodes(offsets, ends.Length);
        _words.Encode(ends, Buffer);
        Finish();
    }

    /// <summary>Encodes the relationships of one type that end at the nodes of a segment.</summary>
    /// <param name="segmentIndex">The node segment.</param>
    /// <param name="type">Their type.</param>
    /// <param name="offsets">Row count + 1 ascending positions in <paramref name="starts"/>, from 0: where each node's relationships begin.</param>
    /// <param name="starts">The nodes at which they start, ascending within a node.</param>
    /// <param name="relationships">Their ids, ascending among equal starts.</param>
    public void EncodeIncoming(
        int segmentIndex,
        RelationshipTypeId type,
        ReadOnlySpan<int> offsets,
        ReadOnlySpan<long> starts,
        ReadOnlySpan<long> relationships
    )
    {
        Invariant.Assert(relationships.Length == starts.Length);
        Begin(segmentIndex, Direction.Incoming, type);
        WriteNodes(offsets, starts.Length);
        _words.Encode(starts, Buffer);
        _words.Encode(relationships, Buffer, directOnly: true);
        Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => Buffer.Dispose();

    private void Begin(int segmentIndex, Direction direction, RelationshipTypeId type)
    {
        Invariant.Assert(segmentIndex >= 0);
        Invariant.Assert(type.Value >= 0);
        SegmentIndex = segmentIndex;
        Direction = direction;
        Type = type;
        FirstRelationship = 0;
        Buffer.Clear();
    }

    private void WriteNodes(ReadOnlySpan<int> offsets, int relationshipCount)
    {
        int rows = offsets.Length - 1;
        Invariant.Assert(rows is > 0 and <= SegmentLayout.RowsPerSegment);
        Invariant.Assert(offsets[0] == 0);
        Invariant.Assert(offsets[^1] == relationshipCount);
        RelationshipCount = relationshipCount;
        int listed = MarkListed(offsets, out int degree);
        // Where most nodes have relationships it is cheaper to list them all than to look for a node's place.
        bool listAll = degree == 0 && listed > rows / 4 * 3;
        Buffer.Write(
            (uint)BlockKind.Adjacency
                | (Direction == Direction.Incoming ? 1u << 8 : 0)
                | (Direction == Direction.Incoming ? 1u << 16 : 0)
        );
        Buffer.Write(degree);
        Buffer.Write(FirstRelationship);
        if (listAll)
        {
            PresenceWriter.WriteAll(rows, Buffer);
        }
        else
        {
            PresenceWriter.Write(_listed, rows, listed, Buffer);
        }
        if (degree == 0)
        {
            _words.Encode(CollectOffsets(offsets, listAll), Buffer, directOnly: true);
        }
    }

    /// <summary>Marks and counts the nodes that have relationships; the degree is what all of these have, or 0 when they differ.</summary>
    private int MarkListed(ReadOnlySpan<int> offsets, out int degree)
    {
        Array.Clear(_listed);
        int listed = 0;
        degree = -1;
        int rows = offsets.Length - 1;
        for (
            int row = ListedRows.Next(offsets, 0);
            row < rows;
            row = ListedRows.Next(offsets, row + 1)
        )
        {
            int own = offsets[row + 1] - offsets[row];
            Invariant.Assert(own > 0);
            _listed[row >> 6] |= 1UL << (row & 63);
            listed++;
            degree = degree == -1 || degree == own ? own : 0;
        }
        degree = Math.Max(degree, 0);
        return listed;
    }

    private ReadOnlySpan<long> CollectOffsets(ReadOnlySpan<int> offsets, bool listAll)
    {
        int next = 0;
        int rows = offsets.Length - 1;
        for (int row = 0; row < rows; row++)
        {
            row = listAll ? row : ListedRows.Next(offsets, row);
            if (row < rows)
            {
                _offsets[next++] = offsets[row];
            }
        }
        _offsets[next++] = offsets[^1];
        return _offsets.AsSpan(0, next);
    }

    private void Finish()
    {
        long length = Buffer.Length;
        if (length > BlockLimits.MaxBlockBytes)
        {
            throw BlockErrors.TooLarge("The relationships of one type", length);
        }
        Block = new(0, (int)length, Crc32C.Compute(Buffer.Span(0, (int)length)));
    }
}
