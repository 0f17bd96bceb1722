using Quiver.Foundation.Memory;

namespace Quiver.Import.Pipeline;

/// <summary>How the memory that an import may use is divided.</summary>
internal static class MemoryBudget
{
    private const double DefaultPart = 0.9;

    /// <summary>Bytes that the buffers of a thread take at most times.</summary>
    private const long BytesPerThread = 48L << 20;

    /// <summary>Bytes that id maps hold in any case: below it they would only write tiny files.</summary>
    private const long LeastForIds = 1L << 20;

    /// <summary>A block is there as text, index, ids, hashes, nodes and run.</summary>
    private const int CopiesOfSweptBlock = 8;

    private const int LeastSweptBlock = 6 << 20;
    private const int LargestSweptBlock = 64 << 20;

    private const long LeastForSorting = 8L << 20;
    private const long MostForSorting = 64L << 20;

    /// <summary>Bytes of all memory: what the option says, or nine tenths of what the machine, or the control group, has free.</summary>
    public static long Total(ImportOptions options)
    {
        if (options.MaxOffHeapMemoryBytes > 0)
        {
            return options.MaxOffHeapMemoryBytes;
        }
        var memory = MachineMemory.Read(options.FileSystem);
        return (long)(Math.Max(memory.FreeBytes, memory.TotalBytes / 4) * DefaultPart);
    }

    /// <summary>Bytes that the buffers of all threads take.</summary>
    public static long ForThreads(ImportOptions options) => options.Threads * BytesPerThread;

    /// <summary>Bytes that the id maps may hold before they go to temporary files.</summary>
    public static long ForIds(ImportOptions options) =>
        Math.Max(
            LeastForIds,
            Math.Max(Total(options) / 2, Total(options) - (options.Threads * BytesPerThread / 2))
        );

    /// <summary>Bytes of index entries that each thread sorts in memory; doubling buffers hold up to three times as much for a moment.</summary>
    public static long ForSorting(ImportOptions options) =>
        Math.Clamp(Total(options) / options.Threads / 4, LeastForSorting, MostForSorting);

    /// <summary>
    /// Bytes of a block of relationships whose ends are looked up in files: each block means a sweep over them, so that larger blocks are fewer sweeps.
    /// </summary>
    public static int ForSweptBlock(ImportOptions options) =>
        (int)
            Math.Clamp(
                Total(options) / options.Threads / CopiesOfSweptBlock,
                LeastSweptBlock,
                LargestSweptBlock
            );
}
