namespace Quiver.Model.Columns;

/// <summary>About a thousand rows, column by column.</summary>
/// <param name="Columns">The columns; each has <paramref name="RowCount"/> rows.</param>
/// <param name="RowCount">The number of rows (needed on its own: a batch may have no columns).</param>
public sealed record Batch(ColumnVector[] Columns, int RowCount)
{
    /// <summary>The number of rows that producers aim at. Random queries are also run over a build with few, so that small results span batches.</summary>
#if QUIVER_SMALL_BATCHES
    public const int Capacity = 4;
#else
    public const int Capacity = 1024;
#endif
}
