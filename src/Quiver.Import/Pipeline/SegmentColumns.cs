using Quiver.Import.Values;
using Quiver.Model;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>Joins the columns of a segment from the chunks that its rows lie in. One per thread; memory is reused.</summary>
internal sealed unsafe class SegmentColumns : IDisposable
{
    private readonly ColumnChunk _merged = new();
    private readonly List<PropertyKeyId> _keys = [];
    private ColumnPiece[] _pieces = new ColumnPiece[16];

    /// <summary>The keys that occur in the segment.</summary>
    public IReadOnlyList<PropertyKeyId> Collect(SegmentWork work)
    {
        _keys.Clear();
        foreach (var piece in work.Pieces)
        {
            for (int i = 0; i < piece.Chunk.ColumnCount; i++)
            {
                var key = piece.Chunk.Key(i);
                if (piece.Chunk.Column(i).ValueCount > 0 && !_keys.Contains(key))
                {
                    _keys.Add(key);
                }
            }
        }
        return _keys;
    }

    /// <summary>The column of a key over all rows of the segment, valid until the next call.</summary>
    public ColumnInput Build(SegmentWork work, PropertyKeyId key, out int valueCount)
    {
        if (_pieces.Length < work.Pieces.Count)
        {
            _pieces = new ColumnPiece[work.Pieces.Count];
        }
        for (int i = 0; i < work.Pieces.Count; i++)
        {
            var (chunk, from, count) = work.Pieces[i];
            _pieces[i] = new ColumnPiece(chunk.Find(key), from, count);
        }
        var column = _merged;
        if (
            _pieces[0].Column is { } only
            && only.RowCount == work.RowCount
            && work.Pieces.Count == 1
        )
        {
            column = only;
        }
        else
        {
            ColumnMerge.Merge(_pieces.AsSpan(0, work.Pieces.Count), work.RowCount, _merged);
        }
        valueCount = column.ValueCount;
        return ToInput(column, work.RowCount);
    }

    public void Dispose() => _merged.Dispose();

    private static ColumnInput ToInput(ColumnChunk column, int rowCount)
    {
        var presence = column.IsFull
            ? []
            : new ReadOnlySpan<ulong>(column.Presence, (rowCount + 63) / 64);
        if (column.HoldsWords)
        {
            return new ColumnInput
            {
                Type = column.Type,
                RowCount = rowCount,
                Presence = presence,
                Words = new ReadOnlySpan<long>(column.Words, rowCount),
            };
        }
        return new ColumnInput
        {
            Type = column.Type,
            RowCount = rowCount,
            Presence = presence,
            Offsets = new ReadOnlySpan<int>(column.Offsets, rowCount + 1),
            Bytes = new ReadOnlySpan<byte>(column.Bytes, column.Offsets[rowCount]),
        };
    }
}
