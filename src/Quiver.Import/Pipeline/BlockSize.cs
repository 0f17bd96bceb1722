using Quiver.Csv;

namespace Quiver.Import.Pipeline;

/// <summary>How large the blocks of a phase are.</summary>
internal static class BlockSize
{
    private const int Smallest = 64 * 1024;
    private const int BlocksPerThread = 8;

    /// <summary>The usual size, or less where there would be too few blocks to share.</summary>
    public static int Choose(long totalBytes, int threads) =>
        (int)
            Math.Clamp(
                totalBytes / ((long)threads * BlocksPerThread),
                Smallest,
                CsvBlockReader.DefaultBlockBytes
            );
}
