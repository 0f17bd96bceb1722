namespace Quiver.Storage.Segments;

/// <summary>
/// An uncompressed column on its way into a segment: what a writer hands to the encoder. Rows are those of the segment, 0 to
/// <see cref="RowCount"/> - 1; the memory is the caller's and only read during the call.
/// </summary>
public readonly ref struct ColumnInput
{
    /// <summary>How values are held.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Rows of the segment, present or not; at most 65,536.</summary>
    public required int RowCount { get; init; }

    /// <summary>One bit a row, least significant first: whether the row has a value. Empty when all rows have one.</summary>
    public ReadOnlySpan<ulong> Presence { get; init; }

    /// <summary>For types held in words: one word a row (anything where absent).</summary>
    public ReadOnlySpan<long> Words { get; init; }

    /// <summary>For Text and Mixed: RowCount + 1 offsets into <see cref="Bytes"/>, ascending; an absent row is empty.</summary>
    public ReadOnlySpan<int> Offsets { get; init; }

    /// <summary>For Text and Mixed: the content.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }
}
