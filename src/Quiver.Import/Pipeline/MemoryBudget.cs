using Quiver.Foundation.Memory;

namespace Quiver.Import.Pipeline;

/// <summary>How the memory that an import may use is divided.</summary>
internal static class MemoryBudget
{
    private const long ShortBelow = 512L << 20;
    private const double DefaultPart = 0.9;

    /// <summary>Bytes that the process takes besides: the runtime, its code, and buffers of fixed size.</summary>
    private const long BytesBeside = 128L << 20;

    /// <summary>Bytes that the buffers of a thread take at most times.</summary>
    private const long BytesPerThread = 48L << 20;

    /// <summary>Bytes that id maps hold in any case: below it they would only write tiny files.</summary>
    private const long LeastForIds = 1L << 20;

    /// <summary>A block is there as text, index, ids, hashes, nodes and run.</summary>
    private const int CopiesOfSweptBlock = 8;

    private const int LeastSweptBlock = 6 << 20;
    private const int LargestSweptBlock = 64 << 20;

    private const int BytesOfEarlyRow = 32;
    private const int CopiesOfLinked = 3;
    private const long LeastForLinking = 64L << 10;
    private const long MostForLinking = 512L << 20;

    private const long LeastForSorting = 8L << 20;
    private const long MostForSorting = 64L << 20;

    /// <summary>
    /// Bytes of all memory: what the option says, or nine tenths of what the machine, or the control group, has free, without what the process takes in any case; a quarter of all
    /// at least.
    /// </summary>
    public static long Total(ImportOptions options)
    {
        if (options.MaxOffHeapMemoryBytes > 0)
        {
            return options.MaxOffHeapMemoryBytes;
        }
        var memory = MachineMemory.Read(options.FileSystem);
        long free = (long)(memory.FreeBytes * DefaultPart) - BytesBeside;
        return Math.Max(free, (long)(memory.TotalBytes / 4 * DefaultPart));
    }

    /// <summary>Whether memory is so short that what is not needed any more goes back to the system at once.</summary>
    public static bool IsShort(ImportOptions options) => Total(options) < ShortBelow;

    /// <summary>Between two phases: where memory is short, what the last one has freed goes back to the system, so that it is not held beside what the next one takes.</summary>
    public static void ReleaseIdle(ImportOptions options)
    {
        if (IsShort(options))
        {
            IdleMemory.Release();
        }
    }

    /// <summary>Bytes that the buffers of all threads take.</summary>
    public static long ForThreads(ImportOptions options) => options.Threads * BytesPerThread;

    /// <summary>Bytes that the id maps may hold before they go to temporary files.</summary>
    public static long ForIds(ImportOptions options)
    {
        long total = Total(options);
        return Math.Max(
            LeastForIds,
            Math.Max(total / 2, total - (options.Threads * BytesPerThread / 2))
        );
    }

    /// <summary>Bytes of index entries that each thread sorts in memory; doubling buffers hold up to three times as much for a moment.</summary>
    public static long ForSorting(ImportOptions options) =>
        Math.Clamp(Total(options) / options.Threads / 4, LeastForSorting, MostForSorting);

    /// <summary>
    /// Bytes that relationships of one block have in their runs at most for a thread to put them into order at once: in memory they are there as keys, ends and order, and
    /// their properties three times.
    /// </summary>
    public static long ForLinking(ImportOptions options) =>
        Math.Clamp(
            Total(options) / options.Threads / CopiesOfLinked,
            LeastForLinking,
            MostForLinking
        );

    /// <summary>Relationships with properties that may be linked while some before them are not yet.</summary>
    public static long ForEarlyRows(ImportOptions options) =>
        Total(options) / options.Threads / BytesOfEarlyRow;

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
