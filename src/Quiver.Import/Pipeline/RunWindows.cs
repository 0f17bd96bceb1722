using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Quiver.Foundation.Memory;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Reads small slices of many runs through a window on each: linkers take blocks in the order in which runs hold them, so that what follows a slice is soon asked for.
/// One per thread.
/// </summary>
/// <remarks>Unsafe: copies out of windows whose bounds were compared before.</remarks>
/// <param name="runCount">How many runs there are.</param>
internal sealed unsafe class RunWindows(int runCount) : IDisposable
{
    /// <summary>Bytes that may be written behind those that are asked for: most slices are a few rows, which cost less to copy when nobody looks how many.</summary>
    public const int SpareBytes = 32;

    private const int CacheLine = 64;
    private const int SectionsPerRun = 2;
    private const long MostBytes = 4 << 20;
    private const int LargestWindow = 64 << 10;
    private const int SmallestWindow = 4 << 10;

    /// <summary>A slice of more than this part of a window is read by itself.</summary>
    private const int SlicesPerWindow = 4;

    private readonly long _windowBytes = BytesPerWindow(runCount);
    private readonly (long Begin, long End)[] _windows = new (long, long)[
        runCount * SectionsPerRun
    ];
    private readonly ScratchMemory _memory = new();

    /// <summary>Reads bytes of a section of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="section">Which section: 0 or 1.</param>
    /// <param name="destination">Where to, with room for <see cref="SpareBytes"/> more.</param>
    /// <param name="bytes">Where in the file they stand.</param>
    /// <param name="sectionEnd">Where in the file the section ends.</param>
    public void Read(
        StoredRun run,
        int section,
        void* destination,
        (long Begin, long End) bytes,
        long sectionEnd
    )
    {
        long length = bytes.End - bytes.Begin;
        if (length * SlicesPerWindow > _windowBytes)
        {
            run.Read(destination, length, bytes.Begin);
            return;
        }
        int at = (run.Number * SectionsPerRun) + section;
        ref var window = ref _windows[at];
        byte* memory =
            _memory.Reserve<byte>((_windows.Length * _windowBytes) + SpareBytes)
            + (at * _windowBytes);
        if (bytes.Begin < window.Begin || bytes.End > window.End)
        {
            long end = Math.Min(bytes.Begin + _windowBytes, sectionEnd);
            run.Read(memory, end - bytes.Begin, bytes.Begin);
            window = (bytes.Begin, end);
        }
        byte* source = memory + (bytes.Begin - window.Begin);
        if (length <= SpareBytes)
        {
            Vector256.Load(source).Store((byte*)destination);
        }
        else
        {
            NativeMemory.Copy(source, destination, (nuint)length);
        }
        // What follows is asked for when all other runs were read: the processor sees no order in that.
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(source + length + CacheLine - 1);
        }
    }

    public void Dispose() => _memory.Dispose();

    /// <summary>Windows that would be tiny are none.</summary>
    private static long BytesPerWindow(int runCount)
    {
        long bytes = Math.Min(MostBytes / Math.Max(1, runCount * SectionsPerRun), LargestWindow);
        return bytes >= SmallestWindow ? bytes : 0;
    }
}
