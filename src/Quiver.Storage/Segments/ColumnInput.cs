namespace Quiver.Storage.Segments;

/// <summary>
/// An uncompressed column on its way into a segment: what a writer hands to the encoder. The memory is the caller's and only read during the call.
/// </summary>
public readonly ref struct ColumnInput
{
    /// <summary>How values are held.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Rows that are given here, present or not; at most 65,536.</summary>
    public required int RowCount { get; init; }

    /// <summary>The row of the segment that the first of them is; those outside have no value.</summary>
    public int FirstRow { get; init; }

    /// <summary>Rows of the segment; 0 when all of them are given here.</summary>
    public int SegmentRowCount { get; init; }

    /// <summary>Rows of the segment.</summary>
    internal int AllRows => SegmentRowCount == 0 ? RowCount : SegmentRowCount;

    /// <summary>One bit a row, least significant first: whether the row has a value. Empty when all rows have one.</summary>
    public ReadOnlySpan<ulong> Presence { get; init; }

    /// <summary>For types held in words: one word a row (anything where absent).</summary>
    public ReadOnlySpan<long> Words { get; init; }

    /// <summary>For Text and Mixed: RowCount + 1 offsets into <see cref="Bytes"/>, ascending; an absent row is empty.</summary>
    public ReadOnlySpan<int> Offsets { get; init; }

    /// <summary>For Text and Mixed: the content.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }
}
