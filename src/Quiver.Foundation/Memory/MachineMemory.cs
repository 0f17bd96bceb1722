using Quiver.Foundation.IO;

namespace Quiver.Foundation.Memory;

/// <summary>The memory that a process may use: the machine's, or what the control groups around it leave of that.</summary>
/// <remarks>
/// Read from <c>/proc/meminfo</c>, <c>/proc/self/cgroup</c> and the groups' own files, of version 2 (<c>memory.max</c>) and 1 (<c>memory.limit_in_bytes</c>). A group is
/// limited by those above it as well. Pages of files that were not used lately count as free, as the kernel takes them back first.
/// </remarks>
/// <param name="TotalBytes">All of it.</param>
/// <param name="FreeBytes">What nobody uses now.</param>
public readonly record struct MachineMemory(long TotalBytes, long FreeBytes)
{
    private const string GroupFolder = "/sys/fs/cgroup";
    private const int MostLevels = 64;

    /// <summary>Reads what it is now; what the runtime knows where the system does not say it.</summary>
    public static MachineMemory Read(IFileSystem files)
    {
        var memory = ReadMachine(files);
        foreach (string line in KernelText.Lines(files, "/proc/self/cgroup"))
        {
            // Hierarchy, controllers, path; version 2 names no controllers.
            string[] parts = line.Split(':', 3);
            if (parts.Length == 3 && parts[1].Length == 0)
            {
                memory = memory.Within(files, GroupFolder, parts[2], GroupFiles.Version2);
            }
            else if (parts.Length == 3 && parts[1].Split(',').Contains("memory"))
            {
                string folder = $"{GroupFolder}/memory";
                memory = memory.Within(files, folder, parts[2], GroupFiles.Version1);
            }
        }
        return memory;
    }

    private static MachineMemory ReadMachine(IFileSystem files)
    {
        long? total = null;
        long? free = null;
        foreach (string line in KernelText.Lines(files, "/proc/meminfo"))
        {
            total ??= KernelText.Kilobytes(line, "MemTotal:");
            free ??= KernelText.Kilobytes(line, "MemAvailable:");
        }
        if (total is not null && free is not null)
        {
            return new(total.Value, free.Value);
        }
        var info = GC.GetGCMemoryInfo();
        return new(
            info.TotalAvailableMemoryBytes,
            Math.Max(0, info.TotalAvailableMemoryBytes - info.MemoryLoadBytes)
        );
    }

    /// <summary>What the group at a path leaves, and those above it. In a container the path may be one outside; the container's own group is then the folder itself.</summary>
    private MachineMemory Within(IFileSystem files, string folder, string path, GroupFiles names)
    {
        var memory = this;
        string group = path.TrimEnd('/');
        for (int level = 0; level < MostLevels; level++)
        {
            memory = memory.Within(files, folder + group, names);
            if (group.Length == 0)
            {
                break;
            }
            group = group[..Math.Max(0, group.LastIndexOf('/'))];
        }
        return memory;
    }

    private MachineMemory Within(IFileSystem files, string group, GroupFiles names)
    {
        string? text = KernelText.Lines(files, $"{group}/{names.Limit}").FirstOrDefault();
        // Without a limit the text is "max", or a number beyond any machine.
        if (text is null || KernelText.Number(text) is not { } limit || limit >= TotalBytes)
        {
            return this;
        }
        string? used = KernelText.Lines(files, $"{group}/{names.Usage}").FirstOrDefault();
        long unused = limit - (used is null ? 0 : KernelText.Number(used) ?? 0);
        string prefix = $"{names.UnusedPages} ";
        foreach (string line in KernelText.Lines(files, $"{group}/memory.stat"))
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal))
            {
                unused += KernelText.Number(line[prefix.Length..]) ?? 0;
            }
        }
        return new(limit, Math.Clamp(unused, 0, Math.Min(limit, FreeBytes)));
    }

    /// <summary>What the files of a version are called.</summary>
    private sealed record GroupFiles(string Limit, string Usage, string UnusedPages)
    {
        public static readonly GroupFiles Version2 = new(
            "memory.max",
            "memory.current",
            "inactive_file"
        );

        public static readonly GroupFiles Version1 = new(
            "memory.limit_in_bytes",
            "memory.usage_in_bytes",
            "total_inactive_file"
        );
    }
}
