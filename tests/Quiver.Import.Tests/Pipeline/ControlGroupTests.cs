using Quiver.Foundation.Memory;

namespace Quiver.Import.Tests.Pipeline;

public sealed class ControlGroupTests
{
    private const long Megabyte = 1 << 20;
    private const string Group = "/sys/fs/cgroup";

    [Fact]
    public void Without_a_limit_the_memory_is_the_machines()
    {
        using var folder = new ImportFolder();
        var files = Machine(
            folder,
            ("/proc/self/cgroup", "0::/a"),
            ($"{Group}/a/memory.max", "max")
        );
        Assert.Equal(new(16_000 * Megabyte, 12_000 * Megabyte), MachineMemory.Read(files));
    }

    [Fact]
    public void A_group_is_limited_by_those_above_it_and_unused_pages_of_files_are_free()
    {
        using var folder = new ImportFolder();
        var files = Machine(
            folder,
            ("/proc/self/cgroup", "0::/a/b"),
            ($"{Group}/a/b/memory.max", "max"),
            ($"{Group}/a/memory.max", Bytes(1000)),
            ($"{Group}/a/memory.current", Bytes(700)),
            ($"{Group}/a/memory.stat", $"anon 5\ninactive_file {Bytes(100)}\nfile 7")
        );
        Assert.Equal(new(1000 * Megabyte, 400 * Megabyte), MachineMemory.Read(files));
    }

    [Fact]
    public void Version_1_names_the_controller_and_other_files()
    {
        using var folder = new ImportFolder();
        var files = Machine(
            folder,
            ("/proc/self/cgroup", "5:cpu:/x\n4:cpuset,memory:/x\n0::/"),
            ($"{Group}/memory/memory.limit_in_bytes", "9223372036854771712"),
            ($"{Group}/memory/x/memory.limit_in_bytes", Bytes(500)),
            ($"{Group}/memory/x/memory.usage_in_bytes", Bytes(600))
        );
        Assert.Equal(new(500 * Megabyte, 0), MachineMemory.Read(files));
    }

    [Fact]
    public void An_import_in_a_container_takes_the_containers_memory_and_sends_its_ids_to_disk()
    {
        const int Nodes = 300_000;
        using var folder = new ImportFolder().Nodes(
            "N",
            ["id:ID", .. Enumerable.Range(0, Nodes).Select(i => $"{i * 7L}")]
        );
        var files = Machine(
            folder,
            ("/proc/self/cgroup", "0::/outside/the/container"),
            ($"{Group}/memory.max", Bytes(8)),
            ($"{Group}/memory.current", Bytes(3))
        );
        folder.Options = folder.Options with { FileSystem = files, IdType = IdType.Integer };
        folder.Run();
        var resources = folder.Progress.Overview!.Resources;
        Assert.Equal(8 * Megabyte, resources.TotalMemoryBytes);
        Assert.Equal(5 * Megabyte, resources.FreeMemoryBytes);
        Assert.Equal(8 * Megabyte / 4 * 9 / 10, resources.MaxMemoryBytes);
        Assert.Contains(files.Created, name => name.StartsWith("ids0.", StringComparison.Ordinal));
        Assert.Equal(Nodes, folder.Read().Nodes.Count);
    }

    private static string Bytes(int megabytes) => $"{megabytes * Megabyte}";

    /// <summary>A machine of 16,000 MB, of which 12,000 are free.</summary>
    private static WatchedFileSystem Machine(
        ImportFolder folder,
        params (string Path, string Content)[] contents
    )
    {
        string memory =
            $"MemTotal: {16_000 << 10} kB\nMemFree: 1 kB\nMemAvailable: {12_000 << 10} kB";
        int number = 0;
        return new WatchedFileSystem
        {
            Machine = contents
                .Append(("/proc/meminfo", memory))
                .ToDictionary(
                    file => file.Item1,
                    file => folder.Write($"machine{number++}", file.Item2),
                    StringComparer.Ordinal
                ),
        };
    }
}
