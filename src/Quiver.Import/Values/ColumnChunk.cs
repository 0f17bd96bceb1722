using System.Runtime.InteropServices;
using Quiver.Foundation;
using Quiver.Foundation.Memory;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>
/// The parsed cells of one column of a block of rows: words, or offsets into bytes, as <see cref="ColumnType"/> says, and which rows have a value.
/// Reused by its owner.
/// </summary>
/// <remarks>Unsafe: pointers into memory of its own, or into the arena that small columns share.</remarks>
/// <param name="arena">Where small columns lie, until it is cleared; null for memory of its own in any case.</param>
internal sealed unsafe class ColumnChunk(ChunkArena? arena = null) : IDisposable
{
    private const int VectorBytes = 64;

    private ScratchMemory? _cells;
    private ScratchMemory? _content;
    private byte* _presence;
    private byte* _words;
    private byte* _bytes;
    private long _byteCapacity;

    /// <summary>How values are held.</summary>
    public ColumnType Type { get; private set; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; private set; }

    /// <summary>How many rows have a value.</summary>
    public int ValueCount { get; private set; }

    /// <summary>Whether every row has a value.</summary>
    public bool IsFull => ValueCount == RowCount;

    /// <summary>Whether values are words rather than bytes.</summary>
    public bool HoldsWords => Type is not (ColumnType.Text or ColumnType.Mixed);

    /// <summary>One bit a row.</summary>
    public ulong* Presence => (ulong*)_presence;

    /// <summary>For word types: one a row, anything where absent.</summary>
    public long* Words => (long*)_words;

    /// <summary>For the other types: one more than rows.</summary>
    public int* Offsets => (int*)_words;

    /// <summary>For the other types: the content.</summary>
    public byte* Bytes => _bytes;

    /// <summary>Empties the column and makes room for rows and, in types that are not words, bytes.</summary>
    public void Begin(ColumnType type, int rowCount, long byteCapacity)
    {
        Type = type;
        RowCount = rowCount;
        ValueCount = 0;
        long presence = (rowCount + 63L) / 64 * sizeof(ulong);
        if (presence >= VectorBytes)
        {
            presence = (presence + VectorBytes - 1) & -VectorBytes;
        }
        long words = HoldsWords ? rowCount * (long)sizeof(long) : (rowCount + 1L) * sizeof(int);
        _presence = Take(ref _cells, presence + words);
        _words = _presence + presence;
        if (!HoldsWords)
        {
            Invariant.Assert(byteCapacity < int.MaxValue);
            _bytes = Take(ref _content, byteCapacity);
            _byteCapacity = byteCapacity;
        }
    }

    /// <summary>Makes room for more bytes, keeping those before <paramref name="used"/>.</summary>
    public byte* GrowBytes(long used, long further)
    {
        long wanted = used + further;
        Invariant.Assert(wanted < int.MaxValue);
        if (wanted > _byteCapacity)
        {
            _content ??= new ScratchMemory();
            bool isOwn = _bytes == _content.Pointer;
            _content.Reserve(wanted, isOwn ? used : 0);
            if (!isOwn && used > 0)
            {
                NativeMemory.Copy(_bytes, _content.Pointer, (nuint)used);
            }
            _bytes = _content.Pointer;
            _byteCapacity = _content.Capacity;
        }
        return _bytes;
    }

    /// <summary>Takes the content of another column, which gets this one's and must not be read until its next <see cref="Begin"/>.</summary>
    public void Swap(ColumnChunk other)
    {
        (_cells, other._cells) = (other._cells, _cells);
        (_content, other._content) = (other._content, _content);
        byte* presence = _presence;
        byte* words = _words;
        byte* bytes = _bytes;
        _presence = other._presence;
        _words = other._words;
        _bytes = other._bytes;
        other._presence = presence;
        other._words = words;
        other._bytes = bytes;
        (_byteCapacity, other._byteCapacity) = (other._byteCapacity, _byteCapacity);
        (Type, other.Type) = (other.Type, Type);
        (RowCount, other.RowCount) = (other.RowCount, RowCount);
        (ValueCount, other.ValueCount) = (other.ValueCount, ValueCount);
    }

    /// <summary>Ends the filling.</summary>
    public void End(int valueCount) => ValueCount = valueCount;

    /// <summary>Whether a row has a value.</summary>
    public bool IsPresent(int row) => (Presence[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>The bytes of a row of a type that is not held in words.</summary>
    public ReadOnlySpan<byte> BytesOf(int row) =>
        new(Bytes + Offsets[row], Offsets[row + 1] - Offsets[row]);

    public void Dispose()
    {
        _cells?.Dispose();
        _content?.Dispose();
    }

    private byte* Take(ref ScratchMemory? own, long bytes)
    {
        if (arena is not null && bytes <= ChunkArena.MostBytes)
        {
            return arena.Take(bytes);
        }
        own ??= new ScratchMemory();
        own.Reserve(bytes, 0);
        return own.Pointer;
    }
}
