namespace Quiver.Storage.Segments;

/// <summary>The rows of a segment that have relationships in an adjacency block, and where those of each begin.</summary>
/// <param name="rowCount">Rows of the segment.</param>
/// <param name="rows">The rows that have any, ascending.</param>
/// <param name="offsets">One more than <paramref name="rows"/>: where each one's relationships begin, from 0, and where the last end.</param>
public readonly ref struct ListedOffsets(
    int rowCount,
    ReadOnlySpan<int> rows,
    ReadOnlySpan<int> offsets
)
{
    /// <summary>Rows of the segment.</summary>
    public int RowCount { get; } = rowCount;

    /// <summary>The rows that have relationships, ascending.</summary>
    public ReadOnlySpan<int> Rows { get; } = rows;

    /// <summary>Where each one's relationships begin, and where the last end.</summary>
    public ReadOnlySpan<int> Offsets { get; } = offsets;
}
