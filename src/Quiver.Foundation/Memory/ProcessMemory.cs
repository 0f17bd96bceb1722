using Quiver.Foundation.IO;

namespace Quiver.Foundation.Memory;

/// <summary>The memory that this process takes, from <c>/proc/self/status</c>.</summary>
/// <remarks>Costs some ten microseconds; <see cref="System.Diagnostics.Process"/> gives the same after milliseconds of loading.</remarks>
/// <param name="ResidentBytes">What it takes now.</param>
/// <param name="PeakBytes">The most that it ever took.</param>
public readonly record struct ProcessMemory(long ResidentBytes, long PeakBytes)
{
    /// <summary>Reads what it is now; what the runtime knows where the system does not say it.</summary>
    public static ProcessMemory Read(IFileSystem files)
    {
        long? resident = null;
        long? peak = null;
        foreach (string line in KernelText.Lines(files, "/proc/self/status"))
        {
            resident ??= KernelText.Kilobytes(line, "VmRSS:");
            peak ??= KernelText.Kilobytes(line, "VmHWM:");
        }
        long now = resident ?? Environment.WorkingSet;
        return new(now, Math.Max(now, peak ?? 0));
    }
}
