using System.Runtime.InteropServices;
using Quiver.Foundation;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.Memory;
using Quiver.Model;
using Quiver.Storage.Generations;
using Quiver.Storage.Statistics;

namespace Quiver.Storage.Segments;

/// <summary>The buffer in which one segment's blocks come to be, and its property columns. Reused from one segment to the next.</summary>
internal sealed class SegmentColumns(bool estimates) : IDisposable
{
    private readonly ColumnEncoder _encoder = new();
    private readonly List<EncodedColumn> _columns = [];
    private readonly List<DistinctSketch> _sketches = [];

    /// <summary>Of the columns so far, those that have a sketch of their own.</summary>
    private int _sketchCount;
    private ushort[] _few = new ushort[2 * KeyEstimates.MostFew];
    private int _fewCount;
    private ulong[] _keys = [];
    private readonly List<ColumnEntry> _drained = [];
    private long _columnsStart;

    /// <summary>The bytes of all blocks so far.</summary>
    public NativeBuffer Buffer { get; } = new();

    /// <summary>The columns so far.</summary>
    public ReadOnlySpan<EncodedColumn> Columns => CollectionsMarshal.AsSpan(_columns);

    /// <summary>What estimates the distinct values of columns that have few, one column behind the other.</summary>
    public ReadOnlySpan<ushort> Few => _few.AsSpan(0, _fewCount);

    /// <summary>Columns that are no longer here: they stand in the store.</summary>
    public ReadOnlySpan<ColumnEntry> Drained => CollectionsMarshal.AsSpan(_drained);

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Clear()
    {
        Buffer.Clear();
        ClearColumns();
        Array.Clear(_keys);
        _drained.Clear();
        _columnsStart = 0;
    }

    /// <summary>Forgets the columns so far, which now stand in the store.</summary>
    public void Drain(ReadOnlySpan<ColumnEntry> entries)
    {
        Invariant.Assert(entries.Length == _columns.Count);
        _drained.AddRange(entries);
        ClearColumns();
        Buffer.Truncate(_columnsStart);
    }

    /// <summary>Begins a block; returns its offset.</summary>
    public long BeginBlock()
    {
        Buffer.AlignTo(BlockLimits.BlockAlignment);
        return Buffer.Length;
    }

    /// <summary>Ends the block that began at an offset and that is no column: it stays until the end of the segment.</summary>
    public EncodedBlock EndBlock(long start)
    {
        var block = CutBlock(start);
        _columnsStart = Buffer.Length;
        return block;
    }

    /// <summary>Encodes a property column, unless it has no values.</summary>
    public void Add(PropertyKeyId key, in ColumnInput column, int rowCount)
    {
        Invariant.Assert(column.AllRows == rowCount);
        Invariant.Assert(key.Value >= 0);
        Note(key);
        if (FewValues.Takes(column))
        {
            AddFew(key, column);
            return;
        }
        var sketch = estimates ? NextSketch() : null;
        long start = BeginBlock();
        int valueCount = _encoder.Encode(column, Buffer, sketch);
        if (valueCount > 0)
        {
            var few = sketch is null ? (0, 0) : KeepFew(ref sketch);
            _columns.Add(new(key, 1, CutBlock(start), valueCount, sketch, few));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Buffer.Dispose();

    /// <summary>Encodes a column of few rows of a segment: there may be a million such columns.</summary>
    private void AddFew(PropertyKeyId key, in ColumnInput column)
    {
        Span<long> words = stackalloc long[FewValues.MostRows];
        Span<int> rows = stackalloc int[FewValues.MostRows];
        int count = FewValues.Collect(column, rows, words);
        if (count == 0)
        {
            return;
        }
        long start = BeginBlock();
        FewValues.Write(column, rows[..count], words[..count], Buffer);
        (int First, int Count) few = (0, 0);
        if (estimates)
        {
            MakeRoomForFew();
            int set = KeyEstimates.ListWords(words[..count], _few.AsSpan(_fewCount));
            few = (_fewCount, set);
            _fewCount += set;
        }
        _columns.Add(new(key, 1, CutBlock(start), count, null, few));
    }

    /// <summary>Encodes columns of consecutive keys that have values in the same few rows of a segment: they share a block.</summary>
    /// <param name="first">The first key.</param>
    /// <param name="count">How many columns.</param>
    /// <param name="columns">The first column, its words followed by those of the others.</param>
    /// <param name="areComplete">Whether no other column has any of these keys.</param>
    public void AddShared(PropertyKeyId first, int count, in ColumnInput columns, bool areComplete)
    {
        int rows = columns.RowCount;
        Invariant.Assert(count > 1 && columns.Words.Length == (long)count * rows);
        Invariant.Assert(columns.Words.Length <= BlockLimits.MaxSharedWords);
        long start = BeginBlock();
        FewValues.WriteShared(columns, count, _encoder.Words, Buffer);
        int few = _fewCount;
        for (int i = 0; i < count; i++)
        {
            Note(new(first.Value + i));
            if (estimates)
            {
                MakeRoomForFew();
                var words = columns.Words.Slice(i * rows, rows);
                if (areComplete)
                {
                    _few[_fewCount++] = (ushort)DistinctSketch.CountRegisters(words);
                    continue;
                }
                int set = KeyEstimates.ListWords(words, _few.AsSpan(_fewCount + 1));
                _few[_fewCount] = (ushort)set;
                _fewCount += set + 1;
            }
        }
        _columns.Add(
            new(first, count, CutBlock(start), rows, null, (few, _fewCount - few), areComplete)
        );
    }

    private void MakeRoomForFew()
    {
        if (_few.Length - _fewCount <= KeyEstimates.MostFew)
        {
            Array.Resize(ref _few, _few.Length * 2);
        }
    }

    /// <summary>Notes a key, which must not have been there before: a bit each, as a segment may have a million.</summary>
    private void Note(PropertyKeyId key)
    {
        int word = key.Value >> 6;
        if (word >= _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(word + 1, _keys.Length * 2));
        }
        ulong bit = 1UL << (key.Value & 63);
        Invariant.Assert((_keys[word] & bit) == 0);
        _keys[word] |= bit;
    }

    private EncodedBlock CutBlock(long start)
    {
        long length = Buffer.Length - start;
        if (length > BlockLimits.MaxBlockBytes)
        {
            throw BlockErrors.TooLarge("A block", length);
        }
        return new(start, (int)length, Crc32C.Compute(Buffer.Span(start, (int)length)));
    }

    private DistinctSketch NextSketch()
    {
        if (_sketches.Count == _sketchCount)
        {
            _sketches.Add(new());
        }
        var sketch = _sketches[_sketchCount];
        sketch.Clear();
        return sketch;
    }

    /// <summary>Remembers a sketch of few values by what these set, so that the next column can have it: then it is null afterwards.</summary>
    private (int First, int Count) KeepFew(ref DistinctSketch? sketch)
    {
        MakeRoomForFew();
        int first = _fewCount;
        int count = KeyEstimates.List(sketch!, _few.AsSpan(first, KeyEstimates.MostFew));
        if (count < 0)
        {
            _sketchCount++;
            return (0, 0);
        }
        _fewCount += count;
        sketch = null;
        return (first, count);
    }

    private void ClearColumns()
    {
        _columns.Clear();
        _sketchCount = 0;
        _fewCount = 0;
    }
}
