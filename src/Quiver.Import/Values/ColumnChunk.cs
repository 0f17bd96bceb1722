using Quiver.Foundation;
using Quiver.Foundation.Memory;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>
/// The parsed cells of one column of a block of rows: words, or offsets into bytes, as <see cref="ColumnType"/> says, and which rows have a value.
/// Reused by its owner.
/// </summary>
internal sealed unsafe class ColumnChunk : IDisposable
{
    private readonly ScratchMemory _presence = new();
    private readonly ScratchMemory _words = new();
    private readonly ScratchMemory _bytes = new();

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
    public ulong* Presence => _presence.As<ulong>();

    /// <summary>For word types: one a row, anything where absent.</summary>
    public long* Words => _words.As<long>();

    /// <summary>For the other types: one more than rows.</summary>
    public int* Offsets => _words.As<int>();

    /// <summary>For the other types: the content.</summary>
    public byte* Bytes => _bytes.Pointer;

    /// <summary>Empties the column and makes room for rows and, in types that are not words, bytes.</summary>
    public void Begin(ColumnType type, int rowCount, long byteCapacity)
    {
        Type = type;
        RowCount = rowCount;
        ValueCount = 0;
        _presence.Reserve<ulong>((rowCount + 63) / 64);
        if (HoldsWords)
        {
            _words.Reserve<long>(rowCount);
        }
        else
        {
            Invariant.Assert(byteCapacity < int.MaxValue);
            _words.Reserve<int>(rowCount + 1);
            _bytes.Reserve(byteCapacity, 0);
        }
    }

    /// <summary>Makes room for more bytes, keeping those before <paramref name="used"/>.</summary>
    public byte* GrowBytes(long used, long further)
    {
        Invariant.Assert(used + further < int.MaxValue);
        _bytes.Reserve(used + further, used);
        return _bytes.Pointer;
    }

    /// <summary>Ends the filling.</summary>
    public void End(int valueCount) => ValueCount = valueCount;

    /// <summary>Whether a row has a value.</summary>
    public bool IsPresent(int row) => (Presence[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>The bytes of a row of a type that is not held in words.</summary>
    public ReadOnlySpan<byte> BytesOf(int row) =>
        new(Bytes + Offsets[row], Offsets[row + 1] - Offsets[row]);

    /// <summary>Bytes of memory held.</summary>
    public long CapacityBytes => _presence.Capacity + _words.Capacity + _bytes.Capacity;

    public void Dispose()
    {
        _presence.Dispose();
        _words.Dispose();
        _bytes.Dispose();
    }
}
