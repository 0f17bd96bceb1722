using Quiver.Foundation.Memory;
using Quiver.Import.Values;
using Quiver.Model;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>Joins the columns of a segment from the chunks that its rows lie in. One per thread; memory is reused.</summary>
/// <remarks>What a key costs depends on the chunks that have it, not on how many chunks and keys the segment has.</remarks>
internal sealed unsafe class SegmentColumns : IDisposable
{
    private const int None = -1;

    private readonly ColumnChunk _merged = new();

    /// <summary>The words of columns that share a block.</summary>
    private readonly ScratchMemory _words = new();
    private readonly List<PropertyKeyId> _keys = [];
    private readonly List<Part> _parts = [];
    private readonly List<int> _firstRows = [];
    private ColumnPiece[] _pieces = new ColumnPiece[16];

    /// <summary>The first and the last part of each key, by the key's number less that of the segment's first key.</summary>
    private (int First, int Last)[] _ends = [];
    private int _firstKey;

    /// <summary>The keys that occur in the segment.</summary>
    public List<PropertyKeyId> Collect(SegmentWork work)
    {
        foreach (var key in _keys)
        {
            EndsOf(key) = (None, None);
        }
        _keys.Clear();
        _parts.Clear();
        _firstRows.Clear();
        MakeRoom(work);
        int row = 0;
        for (int at = 0; at < work.Pieces.Count; at++)
        {
            var chunk = work.Pieces[at].Chunk;
            _firstRows.Add(row);
            row += work.Pieces[at].Count;
            for (int i = 0; i < chunk.ColumnCount; i++)
            {
                if (chunk.Column(i).ValueCount > 0)
                {
                    Add(chunk.Key(i), new Part(at, chunk.Column(i), None));
                }
            }
        }
        return _keys;
    }

    /// <summary>
    /// The columns of keys that can share a block, valid until the next call: of the first of the given keys, and of those that follow it and have the same rows. Returns how many;
    /// with fewer than two the first key's column is to be built alone.
    /// </summary>
    /// <param name="work">The segment.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="columns">Receives the columns.</param>
    /// <param name="areComplete">Whether no other segment has any of their keys.</param>
    public int BuildShared(
        SegmentWork work,
        ReadOnlySpan<PropertyKeyId> keys,
        out ColumnInput columns,
        out bool areComplete
    )
    {
        columns = default;
        areComplete = false;
        int piece = 0;
        int count = 0;
        int rows = 1;
        ColumnType type = default;
        foreach (var key in keys)
        {
            var (firstPart, lastPart) = EndsOf(key);
            var (ownPiece, column, _) = _parts[firstPart];
            bool isAlone =
                firstPart != lastPart
                || !column.IsFull
                || !column.HoldsWords
                || column.RowCount != work.Pieces[ownPiece].Count;
            if (count == 0 && !isAlone)
            {
                var first = ToInput(column, _firstRows[ownPiece], work.RowCount);
                isAlone = !NodeSegmentEncoder.CanShare(first);
                (piece, type, rows) = (ownPiece, column.Type, column.RowCount);
            }
            if (
                isAlone
                || ownPiece != piece
                || column.Type != type
                || key.Value != keys[0].Value + count
                || (count + 1) * rows > NodeSegmentEncoder.MostSharedWords
            )
            {
                break;
            }
            long* room = _words.Reserve<long>(NodeSegmentEncoder.MostSharedWords);
            var words = new Span<long>(room + (count * rows), rows);
            new ReadOnlySpan<long>(column.Words, rows).CopyTo(words);
            count++;
        }
        if (count > 1)
        {
            areComplete = keys[0].Value >= work.Pieces[piece].Chunk.FirstOwnKey;
            columns = new ColumnInput
            {
                Type = type,
                RowCount = rows,
                FirstRow = _firstRows[piece],
                SegmentRowCount = work.RowCount,
                Words = new ReadOnlySpan<long>(_words.As<long>(), count * rows),
            };
        }
        return count;
    }

    /// <summary>The column of a collected key over all rows of the segment, valid until the next call.</summary>
    public ColumnInput Build(SegmentWork work, PropertyKeyId key, out int valueCount)
    {
        var (firstPart, lastPart) = EndsOf(key);
        var (piece, column, _) = _parts[firstPart];
        if (firstPart == lastPart && column.RowCount == work.Pieces[piece].Count)
        {
            // Rows of other chunks have no value: the column is taken as it is.
            valueCount = column.ValueCount;
            return ToInput(column, _firstRows[piece], work.RowCount);
        }
        int count = CollectPieces(work, key);
        ColumnMerge.Merge(_pieces.AsSpan(0, count), work.RowCount, _merged);
        valueCount = _merged.ValueCount;
        return ToInput(_merged, 0, work.RowCount);
    }

    public void Dispose()
    {
        _merged.Dispose();
        _words.Dispose();
    }

    /// <summary>Makes room for all numbers from that of the first key to that of the last.</summary>
    private void MakeRoom(SegmentWork work)
    {
        int first = int.MaxValue;
        int last = -1;
        foreach (var piece in work.Pieces)
        {
            for (int i = 0; i < piece.Chunk.ColumnCount; i++)
            {
                int key = piece.Chunk.Key(i).Value;
                first = Math.Min(first, key);
                last = Math.Max(last, key);
            }
        }
        _firstKey = first;
        int known = _ends.Length;
        if (last - first >= known)
        {
            Array.Resize(ref _ends, Math.Max(last - first + 1, known * 2));
            _ends.AsSpan(known).Fill((None, None));
        }
    }

    private ref (int First, int Last) EndsOf(PropertyKeyId key) => ref _ends[key.Value - _firstKey];

    private void Add(PropertyKeyId key, Part part)
    {
        int at = _parts.Count;
        _parts.Add(part);
        ref var ends = ref EndsOf(key);
        if (ends.First != None)
        {
            _parts[ends.Last] = _parts[ends.Last] with { Next = at };
            ends.Last = at;
        }
        else
        {
            ends = (at, at);
            _keys.Add(key);
        }
    }

    /// <summary>The pieces of a key's column in the order of their rows, with one piece without values for all rows between two.</summary>
    private int CollectPieces(SegmentWork work, PropertyKeyId key)
    {
        int count = 0;
        int row = 0;
        for (int at = EndsOf(key).First; at != None; at = _parts[at].Next)
        {
            var part = _parts[at];
            var piece = work.Pieces[part.Piece];
            AddGap(_firstRows[part.Piece] - row, ref count);
            Append(new ColumnPiece(part.Column, piece.From, piece.Count), ref count);
            row = _firstRows[part.Piece] + piece.Count;
        }
        AddGap(work.RowCount - row, ref count);
        return count;
    }

    private void AddGap(int rows, ref int count)
    {
        if (rows > 0)
        {
            Append(new ColumnPiece(null, 0, rows), ref count);
        }
    }

    private void Append(ColumnPiece piece, ref int count)
    {
        if (count == _pieces.Length)
        {
            Array.Resize(ref _pieces, count * 2);
        }
        _pieces[count++] = piece;
    }

    /// <summary>A column as encoders take it.</summary>
    /// <param name="column">The column.</param>
    /// <param name="firstRow">The row of the segment that it begins at.</param>
    /// <param name="segmentRowCount">The segment's rows.</param>
    public static ColumnInput ToInput(ColumnChunk column, int firstRow, int segmentRowCount)
    {
        int rowCount = column.RowCount;
        var presence = column.IsFull
            ? []
            : new ReadOnlySpan<ulong>(column.Presence, (rowCount + 63) / 64);
        if (column.HoldsWords)
        {
            return new ColumnInput
            {
                Type = column.Type,
                RowCount = rowCount,
                FirstRow = firstRow,
                SegmentRowCount = segmentRowCount,
                Presence = presence,
                Words = new ReadOnlySpan<long>(column.Words, rowCount),
            };
        }
        return new ColumnInput
        {
            Type = column.Type,
            RowCount = rowCount,
            FirstRow = firstRow,
            SegmentRowCount = segmentRowCount,
            Presence = presence,
            Offsets = new ReadOnlySpan<int>(column.Offsets, rowCount + 1),
            Bytes = new ReadOnlySpan<byte>(column.Bytes, column.Offsets[rowCount]),
        };
    }

    /// <summary>A chunk's column of a key, and where the key's next one stands in the list.</summary>
    private readonly record struct Part(int Piece, ColumnChunk Column, int Next);
}
