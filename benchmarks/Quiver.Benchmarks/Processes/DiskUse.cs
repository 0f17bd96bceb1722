namespace Quiver.Benchmarks.Processes;

/// <summary>What stands on the disk.</summary>
internal static class DiskUse
{
    /// <summary>The bytes of a file or of all files in a folder; 0 when there is neither.</summary>
    public static long Of(string path)
    {
        if (File.Exists(path))
        {
            return new FileInfo(path).Length;
        }
        return Directory.Exists(path)
            ? new DirectoryInfo(path)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Sum(file => file.Length)
            : 0;
    }

    /// <summary>Waits until everything written is on the disk, so that a run does not pay for the one before.</summary>
    public static void Settle() => PosixCalls.SyncAll();
}
