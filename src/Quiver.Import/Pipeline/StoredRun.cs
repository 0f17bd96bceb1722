using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;
using Quiver.Import.Values;
using Quiver.Model;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// A finished <see cref="Run"/>: in memory, or in a temporary file from which slices are read back. Reading is safe from several threads.
/// </summary>
internal sealed unsafe class StoredRun : IDisposable
{
    private readonly IFileHandle? _file;
    private readonly long _offset;
    private readonly List<SpilledColumn> _columns = [];
    private readonly int _rowCount;
    private readonly bool _hasExtras;
    private Run? _run;

    /// <summary>Keeps a run in memory.</summary>
    public StoredRun(Run run)
    {
        _run = run;
        _rowCount = run.RowCount;
        Sequence = run.Sequence;
        Blocks = run.Blocks;
        PendingBlocks = run.Blocks.Count;
        MemoryBytes = run.MemoryBytes;
    }

    /// <summary>Writes a run to a file and frees its memory.</summary>
    /// <param name="run">The run.</param>
    /// <param name="hasExtras">Whether it has extras.</param>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where to write; moved behind what was written.</param>
    public StoredRun(Run run, bool hasExtras, IFileHandle file, ref long offset)
    {
        _file = file;
        _offset = offset;
        _rowCount = run.RowCount;
        _hasExtras = hasExtras;
        Sequence = run.Sequence;
        Blocks = run.Blocks;
        PendingBlocks = run.Blocks.Count;
        Write(run.Keys, (long)_rowCount * sizeof(long), ref offset);
        if (hasExtras)
        {
            Write(run.Extras, (long)_rowCount * sizeof(uint), ref offset);
        }
        for (int i = 0; run.Columns is not null && i < run.Columns.ColumnCount; i++)
        {
            WriteColumn(run.Columns.Key(i), run.Columns.Column(i), ref offset);
        }
        run.Dispose();
    }

    /// <summary>Its place among all runs.</summary>
    public long Sequence { get; }

    /// <summary>The blocks that occur, each with its first row.</summary>
    public IReadOnlyList<(BlockKey Block, int From)> Blocks { get; }

    /// <summary>Bytes of memory held.</summary>
    public long MemoryBytes { get; private set; }

    /// <summary>The rows of a block, given its place in <see cref="Blocks"/>.</summary>
    public RunSlice Slice(int block)
    {
        int from = Blocks[block].From;
        int end = block + 1 < Blocks.Count ? Blocks[block + 1].From : _rowCount;
        return new RunSlice(this, from, end - from);
    }

    /// <summary>The keys of a slice: in place, or read into the buffer.</summary>
    public ReadOnlySpan<long> ReadKeys(int from, int count, ScratchMemory buffer)
    {
        if (_run is not null)
        {
            return new ReadOnlySpan<long>(_run.Keys + from, count);
        }
        long* keys = buffer.Reserve<long>(count);
        Read(keys, (long)count * sizeof(long), _offset + ((long)from * sizeof(long)));
        return new ReadOnlySpan<long>(keys, count);
    }

    /// <summary>The extras of a slice: in place, or read into the buffer.</summary>
    public ReadOnlySpan<uint> ReadExtras(int from, int count, ScratchMemory buffer)
    {
        if (_run is not null)
        {
            return new ReadOnlySpan<uint>(_run.Extras + from, count);
        }
        uint* extras = buffer.Reserve<uint>(count);
        long start = _offset + ((long)_rowCount * sizeof(long)) + ((long)from * sizeof(uint));
        Read(extras, (long)count * sizeof(uint), start);
        return new ReadOnlySpan<uint>(extras, count);
    }

    /// <summary>Adds the keys of its columns that the list lacks.</summary>
    public void CollectKeys(List<PropertyKeyId> keys)
    {
        var columns = _run?.Columns;
        int count = columns?.ColumnCount ?? _columns.Count;
        for (int i = 0; i < count; i++)
        {
            var key = columns?.Key(i) ?? _columns[i].Key;
            if (!keys.Contains(key))
            {
                keys.Add(key);
            }
        }
    }

    /// <summary>A slice of a column: in place, or read into a column of its own, which the list then owns.</summary>
    public ColumnPiece ReadColumn(PropertyKeyId key, int from, int count, List<ColumnChunk> owned)
    {
        if (_run is not null)
        {
            return new ColumnPiece(_run.Columns?.Find(key), from, count);
        }
        int at = _columns.FindIndex(column => column.Key == key);
        if (at < 0)
        {
            return new ColumnPiece(null, 0, count);
        }
        var result = new ColumnChunk();
        owned.Add(result);
        return ReadSpilled(_columns[at], from, count, result);
    }

    /// <summary>Says that a block was read; at the last one the memory goes.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref PendingBlocks) == 0)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _run?.Dispose();
        _run = null;
        MemoryBytes = 0;
    }

    private int PendingBlocks;

    private ColumnPiece ReadSpilled(SpilledColumn column, int from, int count, ColumnChunk result)
    {
        // Presence is read from a whole word on, so that the piece may begin inside it.
        int first = from & ~63;
        int rows = from + count - first;
        var ends = stackalloc int[2];
        long contentBytes = 0;
        long contentStart = 0;
        if (!column.HoldsWords)
        {
            Read(ends, sizeof(int), column.Values + ((long)first * sizeof(int)));
            Read(ends + 1, sizeof(int), column.Values + ((long)(from + count) * sizeof(int)));
            contentStart = ends[0];
            contentBytes = ends[1] - contentStart;
        }
        result.Begin(column.Type, rows, contentBytes);
        Read(
            result.Presence,
            (rows + 63L) / 64 * sizeof(ulong),
            column.Presence + ((long)first / 64 * sizeof(ulong))
        );
        if (column.HoldsWords)
        {
            Read(
                result.Words,
                (long)rows * sizeof(long),
                column.Values + ((long)first * sizeof(long))
            );
        }
        else
        {
            Read(
                result.Offsets,
                (rows + 1L) * sizeof(int),
                column.Values + ((long)first * sizeof(int))
            );
            for (int i = 0; i <= rows; i++)
            {
                result.Offsets[i] -= (int)contentStart;
            }
            Read(result.Bytes, contentBytes, column.Content + contentStart);
        }
        return new ColumnPiece(result, from - first, count);
    }

    private void WriteColumn(PropertyKeyId key, ColumnChunk column, ref long offset)
    {
        long presence = offset;
        Write(column.Presence, (_rowCount + 63L) / 64 * sizeof(ulong), ref offset);
        long values = offset;
        if (column.HoldsWords)
        {
            Write(column.Words, (long)_rowCount * sizeof(long), ref offset);
            _columns.Add(new SpilledColumn(key, column.Type, true, presence, values, 0));
            return;
        }
        Write(column.Offsets, (_rowCount + 1L) * sizeof(int), ref offset);
        _columns.Add(new SpilledColumn(key, column.Type, false, presence, values, offset));
        Write(column.Bytes, column.Offsets[_rowCount], ref offset);
    }

    private void Write(void* source, long length, ref long offset)
    {
        _file!.Write(new ReadOnlySpan<byte>(source, checked((int)length)), offset);
        offset += length;
    }

    private void Read(void* destination, long length, long offset)
    {
        int read = _file!.Read(new Span<byte>(destination, checked((int)length)), offset);
        if (read != length)
        {
            throw new IOException(
                $"{_file.Path} ended at byte {offset + read}, where {length} bytes were written at {offset}."
            );
        }
    }

    private readonly record struct SpilledColumn(
        PropertyKeyId Key,
        ColumnType Type,
        bool HoldsWords,
        long Presence,
        long Values,
        long Content
    );
}
