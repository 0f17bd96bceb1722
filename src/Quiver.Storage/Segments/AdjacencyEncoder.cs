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
    private readonly long[] _offsets = new long[SegmentLayout.RowsPerSegment + 1];
    private int[] _rows = [];
    private int[] _begins = [];

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
    ) => EncodeOutgoing(segmentIndex, type, List(offsets), ends, firstRelationship);

    /// <summary>The same for rows that are listed: costs nothing for those without relationships.</summary>
    /// <param name="segmentIndex">The node segment.</param>
    /// <param name="type">Their type.</param>
    /// <param name="rows">The nodes that have relationships.</param>
    /// <param name="ends">The nodes at their ends, ascending within a node.</param>
    /// <param name="firstRelationship">The id of the first.</param>
    public void EncodeOutgoing(
        int segmentIndex,
        RelationshipTypeId type,
        ListedOffsets rows,
        ReadOnlySpan<long> ends,
        long firstRelationship
    )
    {
        Invariant.Assert(firstRelationship >= 0);
        Begin(segmentIndex, Direction.Outgoing, type);
        FirstRelationship = firstRelationship;
        WriteNodes(rows, ends.Length);
        _words.Encode(ends, Buffer);
        Finish();
    }

    /// <summary>The same for so many relationships that their ends are not held as they are.</summary>
    /// <param name="segmentIndex">The node segment.</param>
    /// <param name="type">Their type.</param>
    /// <param name="rows">The nodes that have relationships.</param>
    /// <param name="ends">The nodes at their ends, ascending within a node.</param>
    /// <param name="firstRelationship">The id of the first.</param>
    public void EncodeOutgoing(
        int segmentIndex,
        RelationshipTypeId type,
        ListedOffsets rows,
        StreamedWords ends,
        long firstRelationship
    )
    {
        Invariant.Assert(firstRelationship >= 0);
        Begin(segmentIndex, Direction.Outgoing, type);
        FirstRelationship = firstRelationship;
        WriteNodes(rows, checked((int)ends.Count));
        ends.WriteTo(Buffer);
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
    ) => EncodeIncoming(segmentIndex, type, List(offsets), starts, relationships);

    /// <summary>The same for rows that are listed: costs nothing for those without relationships.</summary>
    /// <param name="segmentIndex">The node segment.</param>
    /// <param name="type">Their type.</param>
    /// <param name="rows">The nodes that have relationships.</param>
    /// <param name="starts">The nodes at which they start, ascending within a node.</param>
    /// <param name="relationships">Their ids, ascending among equal starts.</param>
    public void EncodeIncoming(
        int segmentIndex,
        RelationshipTypeId type,
        ListedOffsets rows,
        ReadOnlySpan<long> starts,
        ReadOnlySpan<long> relationships
    )
    {
        Invariant.Assert(relationships.Length == starts.Length);
        Begin(segmentIndex, Direction.Incoming, type);
        WriteNodes(rows, starts.Length);
        _words.Encode(starts, Buffer);
        _words.Encode(relationships, Buffer, directOnly: true);
        Finish();
    }

    /// <summary>The same for so many relationships that their starts and ids are not held as they are.</summary>
    /// <param name="segmentIndex">The node segment.</param>
    /// <param name="type">Their type.</param>
    /// <param name="rows">The nodes that have relationships.</param>
    /// <param name="starts">The nodes at which they start, ascending within a node.</param>
    /// <param name="relationships">Their ids, ascending among equal starts.</param>
    public void EncodeIncoming(
        int segmentIndex,
        RelationshipTypeId type,
        ListedOffsets rows,
        StreamedWords starts,
        StreamedWords relationships
    )
    {
        Invariant.Assert(relationships.Count == starts.Count);
        Begin(segmentIndex, Direction.Incoming, type);
        WriteNodes(rows, checked((int)starts.Count));
        starts.WriteTo(Buffer);
        relationships.WriteTo(Buffer, directOnly: true);
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

    private ListedOffsets List(ReadOnlySpan<int> offsets)
    {
        if (_rows.Length == 0)
        {
            _rows = new int[SegmentLayout.RowsPerSegment];
            _begins = new int[SegmentLayout.RowsPerSegment + 1];
        }
        Invariant.Assert(offsets.Length - 1 <= _rows.Length);
        Invariant.Assert(offsets[0] == 0);
        return ListedRows.Collect(offsets, _rows, _begins);
    }

    private void WriteNodes(ListedOffsets rows, int relationshipCount)
    {
        Invariant.Assert(rows.RowCount is > 0 and <= SegmentLayout.RowsPerSegment);
        Invariant.Assert(rows.Offsets[0] == 0);
        Invariant.Assert(rows.Offsets[^1] == relationshipCount);
        RelationshipCount = relationshipCount;
        int listed = rows.Rows.Length;
        int degree = CommonDegree(rows);
        // Where most nodes have relationships it is cheaper to list them all than to look for a node's place.
        bool listAll = degree == 0 && listed > rows.RowCount / 4 * 3;
        Buffer.Write(
            (uint)BlockKind.Adjacency
                | (Direction == Direction.Incoming ? 1u << 8 : 0)
                | (Direction == Direction.Incoming ? 1u << 16 : 0)
        );
        Buffer.Write(degree);
        Buffer.Write(FirstRelationship);
        if (listAll)
        {
            PresenceWriter.WriteAll(rows.RowCount, Buffer);
        }
        else
        {
            PresenceWriter.WriteRows(rows.Rows, rows.RowCount, Buffer);
        }
        if (degree == 0)
        {
            _words.Encode(CollectOffsets(rows, listAll), Buffer, directOnly: true);
        }
    }

    /// <summary>What all listed nodes have, or 0 when they differ.</summary>
    private static int CommonDegree(ListedOffsets rows)
    {
        int degree = -1;
        for (int i = 0; i < rows.Rows.Length; i++)
        {
            int own = rows.Offsets[i + 1] - rows.Offsets[i];
            Invariant.Assert(own > 0);
            degree = degree == -1 || degree == own ? own : 0;
        }
        return Math.Max(degree, 0);
    }

    private ReadOnlySpan<long> CollectOffsets(ListedOffsets rows, bool listAll)
    {
        int next = 0;
        for (int i = 0; i < rows.Rows.Length; i++)
        {
            // A row without relationships begins where the next one begins.
            int last = listAll ? rows.Rows[i] : next;
            while (next <= last)
            {
                _offsets[next++] = rows.Offsets[i];
            }
        }
        int count = listAll ? rows.RowCount : rows.Rows.Length;
        while (next <= count)
        {
            _offsets[next++] = rows.Offsets[^1];
        }
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
