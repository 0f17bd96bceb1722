namespace Quiver.Storage.Segments;

/// <summary>How ids map to segments. Part of the format.</summary>
public static class SegmentLayout
{
    /// <summary>The binary logarithm of <see cref="RowsPerSegment"/>.</summary>
    public const int RowBits = 16;

    /// <summary>Consecutive ids that one segment holds.</summary>
    public const int RowsPerSegment = 1 << RowBits;

    /// <summary>The segment of an id.</summary>
    public static int SegmentOf(long id) => (int)(id >> RowBits);

    /// <summary>The row of an id in its segment.</summary>
    public static int RowOf(long id) => (int)(id & (RowsPerSegment - 1));

    /// <summary>The first id of a segment.</summary>
    public static long FirstId(int segment) => (long)segment << RowBits;
}
