using Quiver.Foundation.IO;

namespace Quiver.Foundation.Memory;

/// <summary>Memory that the process has freed but that the C library and the collector keep for later.</summary>
public static class IdleMemory
{
    /// <summary>Gives it back to the system. Takes tens of milliseconds, and what is needed later must be touched for the first time again.</summary>
    public static void Release()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            PosixCalls.TrimHeap(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than GNU's, which keeps less.
        }
    }
}
