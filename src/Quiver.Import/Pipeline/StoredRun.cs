using Quiver.Foundation.IO;
using Quiver.Import.Values;
using Quiver.Model;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// A finished <see cref="Run"/> in a temporary file, from which slices are read back. Reading is safe from several threads.
/// </summary>
/// <remarks>In the file: keys, extras if there are any, then each column's presence, words or offsets, and content. Unsafe: raw arrays sized by the row count.</remarks>
internal sealed unsafe class StoredRun
{
    private readonly IFileHandle _file;
    private readonly (BlockKey Block, int From)[] _blocks;
    private readonly StoredColumn[] _columns;
    private readonly long _keys;
    private readonly long _extras;

    /// <summary>Writes a run.</summary>
    /// <param name="run">The run, which can be reused afterwards.</param>
    /// <param name="file">The file that slices will be read from.</param>
    /// <param name="sink">Where its bytes go.</param>
    public StoredRun(Run run, IFileHandle file, ref RunSink sink)
    {
        _file = file;
        Sequence = run.Sequence;
        RowCount = run.RowCount;
        _blocks = [.. run.Blocks];
        _keys = sink.Put(run.Keys, (long)RowCount * sizeof(long));
        _extras = run.HasExtras ? sink.Put(run.Extras, (long)RowCount * sizeof(uint)) : -1;
        _columns = new StoredColumn[run.Columns.ColumnCount];
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = WriteColumn(run.Columns.Key(i), run.Columns.Column(i), ref sink);
        }
        ByteCount = sink.Length;
        Checksum = sink.Checksum;
    }

    /// <summary>Takes a run up again that <see cref="WriteTo"/> described.</summary>
    public StoredRun(BinaryReader input, IFileHandle file)
    {
        _file = file;
        Sequence = input.ReadInt64();
        RowCount = input.ReadInt32();
        _keys = input.ReadInt64();
        _extras = input.ReadInt64();
        ByteCount = input.ReadInt64();
        Checksum = input.ReadUInt32();
        _blocks = BlockList.Read(input);
        _columns = new StoredColumn[input.Read7BitEncodedInt()];
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = new(
                new(input.ReadInt32()),
                (ColumnType)input.ReadInt32(),
                input.ReadInt64(),
                input.ReadInt64(),
                input.ReadInt64()
            );
        }
    }

    /// <summary>Its place among all runs: ascending, with gaps.</summary>
    public long Sequence { get; }

    /// <summary>Its number among all runs, in their order, once these are complete.</summary>
    public int Number { get; set; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Where it begins in the file.</summary>
    public long Start => _keys;

    /// <summary>Its length in the file.</summary>
    public long ByteCount { get; }

    /// <summary>The CRC-32C of its bytes.</summary>
    public uint Checksum { get; }

    /// <summary>The blocks that occur, each with its first row.</summary>
    public ReadOnlySpan<(BlockKey Block, int From)> Blocks => _blocks;

    /// <summary>The bytes that a run will take in the file.</summary>
    public static long SizeOf(Run run)
    {
        long bytes = (long)run.RowCount * (sizeof(long) + (run.HasExtras ? sizeof(uint) : 0));
        for (int i = 0; i < run.Columns.ColumnCount; i++)
        {
            var column = run.Columns.Column(i);
            bytes += PresenceBytes(run.RowCount);
            bytes += column.HoldsWords
                ? (long)run.RowCount * sizeof(long)
                : ((run.RowCount + 1L) * sizeof(int)) + column.Offsets[run.RowCount];
        }
        return bytes;
    }

    /// <summary>Reads the keys of a slice, and perhaps <see cref="RunWindows.SpareBytes"/> more.</summary>
    public void ReadKeys(int from, int count, long* destination, RunWindows windows) =>
        ReadEntries((0, _keys, sizeof(long)), from, count, destination, windows);

    /// <summary>Reads the extras of a slice, and perhaps <see cref="RunWindows.SpareBytes"/> more.</summary>
    public void ReadExtras(int from, int count, uint* destination, RunWindows windows) =>
        ReadEntries((1, _extras, sizeof(uint)), from, count, destination, windows);

    /// <summary>Adds the keys of its columns that the list lacks.</summary>
    public void CollectKeys(List<PropertyKeyId> keys)
    {
        foreach (var column in _columns)
        {
            if (!keys.Contains(column.Key))
            {
                keys.Add(column.Key);
            }
        }
    }

    /// <summary>Reads a slice of a column, which has no values when the run lacks the key.</summary>
    /// <param name="key">The property's key.</param>
    /// <param name="from">The slice's first row.</param>
    /// <param name="count">Its rows.</param>
    /// <param name="buffer">Memory to read into.</param>
    public ColumnPiece ReadColumn(PropertyKeyId key, int from, int count, ColumnChunk buffer)
    {
        foreach (var column in _columns)
        {
            if (column.Key == key)
            {
                return ReadColumn(column, from, count, buffer);
            }
        }
        return new ColumnPiece(null, 0, count);
    }

    /// <summary>Describes the run so that another process can take it up.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(Sequence);
        output.Write(RowCount);
        output.Write(_keys);
        output.Write(_extras);
        output.Write(ByteCount);
        output.Write(Checksum);
        BlockList.Write(_blocks, output);
        output.Write7BitEncodedInt(_columns.Length);
        foreach (var column in _columns)
        {
            output.Write(column.Key.Value);
            output.Write((int)column.Type);
            output.Write(column.Presence);
            output.Write(column.Values);
            output.Write(column.Content);
        }
    }

    private static long PresenceBytes(int rowCount) => (rowCount + 63L) / 64 * sizeof(ulong);

    private StoredColumn WriteColumn(PropertyKeyId key, ColumnChunk column, ref RunSink sink)
    {
        long presence = sink.Put(column.Presence, PresenceBytes(RowCount));
        if (column.HoldsWords)
        {
            long words = sink.Put(column.Words, (long)RowCount * sizeof(long));
            return new StoredColumn(key, column.Type, presence, words, -1);
        }
        long offsets = sink.Put(column.Offsets, (RowCount + 1L) * sizeof(int));
        long content = sink.Put(column.Bytes, column.Offsets[RowCount]);
        return new StoredColumn(key, column.Type, presence, offsets, content);
    }

    private ColumnPiece ReadColumn(StoredColumn column, int from, int count, ColumnChunk result)
    {
        // Presence is read from a whole word on, so that the piece may begin inside it.
        int first = from & ~63;
        int rows = from + count - first;
        if (column.HoldsWords)
        {
            result.Begin(column.Type, rows, 0);
            Read(
                result.Words,
                (long)rows * sizeof(long),
                column.Values + ((long)first * sizeof(long))
            );
        }
        else
        {
            ReadContent(column, first, rows, result);
        }
        Read(
            result.Presence,
            PresenceBytes(rows),
            column.Presence + ((long)first / 64 * sizeof(ulong))
        );
        return new ColumnPiece(result, from - first, count);
    }

    private void ReadContent(StoredColumn column, int first, int rows, ColumnChunk result)
    {
        result.Begin(column.Type, rows, 0);
        int* offsets = result.Offsets;
        Read(offsets, (rows + 1L) * sizeof(int), column.Values + ((long)first * sizeof(int)));
        int start = offsets[0];
        int length = offsets[rows] - start;
        for (int i = 0; i <= rows; i++)
        {
            offsets[i] -= start;
        }
        Read(result.GrowBytes(0, length), length, column.Content + start);
    }

    private void ReadEntries(
        (int Number, long Begin, int EntryBytes) section,
        int from,
        int count,
        void* destination,
        RunWindows windows
    )
    {
        long begin = section.Begin + ((long)from * section.EntryBytes);
        long end = begin + ((long)count * section.EntryBytes);
        long sectionEnd = section.Begin + ((long)RowCount * section.EntryBytes);
        windows.Read(this, section.Number, destination, (begin, end), sectionEnd);
    }

    /// <summary>Reads bytes of the file.</summary>
    /// <exception cref="ImportException">They are not there.</exception>
    public void Read(void* destination, long length, long offset)
    {
        int read = _file.Read(new Span<byte>(destination, checked((int)length)), offset);
        if (read != length)
        {
            throw ImportErrors.TemporaryFileEnded(_file.Path, offset + read);
        }
    }
}
