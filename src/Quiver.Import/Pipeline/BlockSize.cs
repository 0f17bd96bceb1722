using Quiver.Csv;

namespace Quiver.Import.Pipeline;

/// <summary>How large the blocks of a phase are.</summary>
internal static class BlockSize
{
    private const int Smallest = 64 * 1024;
    private const int BlocksPerThread = 8;
    private const int LeastRowLimit = 16 << 20;

    /// <summary>A row is there as text, as index, as parsed columns and in a segment.</summary>
    private const int CopiesOfRow = 8;

    /// <summary>How files are cut into blocks.</summary>
    public static CsvReadSettings Choose(ImportOptions options, IReadOnlyList<FileGroupPlan> groups)
    {
        int rowBytes = LimitRow(options);
        return new()
        {
            BlockBytes = Choose(ImportPlan.BytesOf(groups), options.Threads),
            MaxRowBytes = rowBytes,
            RowLimitOption =
                rowBytes < CsvReadSettings.LargestRowBytes ? "--read-buffer-size" : null,
            CollectsFaultyRows = options.SkipBadRows,
        };
    }

    /// <summary>The longest row: what the option says, or what memory allows.</summary>
    private static int LimitRow(ImportOptions options) =>
        (int)(
            options.ReadBufferBytes > 0
                ? Math.Min(options.ReadBufferBytes, CsvReadSettings.LargestRowBytes)
                : Math.Clamp(
                    MemoryBudget.Total(options) / CopiesOfRow,
                    LeastRowLimit,
                    CsvReadSettings.LargestRowBytes
                )
        );

    /// <summary>The usual size, or less where there would be too few blocks to share.</summary>
    private static int Choose(long totalBytes, int threads) =>
        (int)
            Math.Clamp(
                totalBytes / ((long)threads * BlocksPerThread),
                Smallest,
                CsvReadSettings.DefaultBlockBytes
            );
}
