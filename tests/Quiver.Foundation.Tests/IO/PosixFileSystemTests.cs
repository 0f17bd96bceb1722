using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Quiver.Foundation.IO;

namespace Quiver.Foundation.Tests.IO;

public sealed unsafe class PosixFileSystemTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quiver-files-").FullName;
    private readonly PosixFileSystem _files = PosixFileSystem.Instance;

    public void Dispose() => _files.DeleteDirectory(_folder);

    [Fact]
    public void What_was_written_at_offsets_is_read_back()
    {
        using var file = _files.CreateNew(In("a"));
        file.Write([4, 5, 6], 3);
        file.Write([1, 2, 3], 0);
        file.SyncData();
        byte[] bytes = new byte[10];
        Assert.Equal(6, file.Read(bytes, 0));
        Assert.Equal([1, 2, 3, 4, 5, 6], bytes[..6]);
        Assert.Equal(2, file.Read(bytes, 4));
        Assert.Equal(0, file.Read(bytes, 6));
        Assert.Equal(6, file.Length);
        file.SetLength(2);
        Assert.Equal(2, file.Length);
    }

    [Fact]
    public void A_file_is_created_only_once()
    {
        _files.CreateNew(In("a")).Dispose();
        var error = Assert.Throws<IOException>(() => _files.CreateNew(In("a")));
        Assert.Contains(In("a"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<FileNotFoundException>(() => _files.OpenRead(In("none")));
        Assert.Contains(In("none"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Direct_writes_of_aligned_memory_are_read_back()
    {
        const int Length = 64 * 1024;
        byte* memory = (byte*)NativeMemory.AlignedAlloc(Length, 4096);
        try
        {
            var bytes = new Span<byte>(memory, Length);
            new Random(7).NextBytes(bytes);
            using (var file = _files.CreateNew(In("direct"), direct: true))
            {
                file.Write(bytes, 0);
                file.SetLength(Length - 100);
                file.SyncData();
            }
            Assert.True(
                bytes[..^100].SequenceEqual(File.ReadAllBytes(In("direct"))),
                "The bytes differ."
            );
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    [Fact]
    public void A_map_shows_the_file_and_refuses_what_lies_beyond()
    {
        byte[] bytes = new byte[10_000];
        new Random(3).NextBytes(bytes);
        File.WriteAllBytes(In("map"), bytes);
        using var file = _files.OpenRead(In("map"));
        using (var region = file.Map(4096, bytes.Length - 4096))
        {
            var mapped = new ReadOnlySpan<byte>(region.Pointer, (int)region.Length);
            Assert.True(mapped.SequenceEqual(bytes.AsSpan(4096)));
        }
        Assert.Throws<IOException>(() => file.Map(0, bytes.Length + 1));
        using var empty = file.Map(0, 0);
        Assert.Equal(0, empty.Length);
    }

    [Fact]
    public void What_is_forgotten_of_a_map_takes_no_memory_and_is_read_again()
    {
        byte[] bytes = new byte[1 << 20];
        new Random(4).NextBytes(bytes);
        File.WriteAllBytes(In("forgotten"), bytes);
        using var file = _files.OpenRead(In("forgotten"));
        using var region = file.Map(0, bytes.Length);
        var mapped = new ReadOnlySpan<byte>(region.Pointer, bytes.Length);
        Assert.True(mapped.SequenceEqual(bytes));
        Assert.Equal(bytes.Length, ResidentBytes(In("forgotten")));
        region.Forget();
        Assert.Equal(0, ResidentBytes(In("forgotten")));
        Assert.True(mapped.SequenceEqual(bytes));
        using var empty = file.Map(0, 0);
        empty.Forget();
    }

    /// <summary>Memory that a file's map takes in this process.</summary>
    private static long ResidentBytes(string path)
    {
        string[] lines = File.ReadAllLines("/proc/self/smaps");
        int map = Array.FindIndex(lines, line => line.EndsWith(path, StringComparison.Ordinal));
        string resident = lines[map..]
            .First(line => line.StartsWith("Rss:", StringComparison.Ordinal));
        return 1024
            * long.Parse(
                resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture
            );
    }

    [Fact]
    public void A_lock_is_held_by_one_at_a_time_and_free_after_disposal()
    {
        Assert.False(_files.IsLocked(In("LOCK")));
        var first = _files.TryLock(In("LOCK"));
        Assert.True(_files.IsLocked(In("LOCK")));
        Assert.NotNull(first);
        Assert.Null(_files.TryLock(In("LOCK")));
        first.Dispose();
        Assert.False(_files.IsLocked(In("LOCK")));
        using var second = _files.TryLock(In("LOCK"));
        Assert.NotNull(second);
        using var content = _files.OpenRead(In("LOCK"));
        byte[] holder = new byte[content.Length];
        content.Read(holder, 0);
        Assert.Equal($"{Environment.ProcessId}\n", Encoding.ASCII.GetString(holder));
    }

    [Fact]
    public void A_lock_is_free_after_disposal_also_while_a_child_that_was_just_forked_has_its_file_open()
    {
        string path = In("LOCK");
        var first = _files.TryLock(path);
        string descriptor = Directory
            .GetFiles("/proc/self/fd")
            .First(link => new FileInfo(link).LinkTarget == path);
        int number = int.Parse(Path.GetFileName(descriptor), CultureInfo.InvariantCulture);
        // What a child has until it runs another program.
        int shared = PosixCalls.Control(number, PosixCalls.DuplicateCloseOnExec, 0);
        try
        {
            first!.Dispose();
            using var second = _files.TryLock(path);
            Assert.NotNull(second);
        }
        finally
        {
            Assert.Equal(0, PosixCalls.Close(shared));
        }
    }

    [Fact]
    public void Rename_replaces_and_folders_are_synced_listed_and_deleted()
    {
        _files.CreateDirectory(In("x/y"));
        File.WriteAllText(In("x/b"), "new");
        File.WriteAllText(In("x/a"), "old");
        _files.Rename(In("x/b"), In("x/a"));
        _files.SyncDirectory(In("x"));
        Assert.Equal(["a", "y"], _files.List(In("x")));
        Assert.Equal("new", File.ReadAllText(In("x/a")));
        _files.DeleteFile(In("x/a"));
        _files.DeleteFile(In("x/a"));
        _files.DeleteFile(In("no/such"));
        _files.DeleteDirectory(In("x"));
        _files.DeleteDirectory(In("x"));
        Assert.False(_files.DirectoryExists(In("x")));
    }

    [Theory]
    [InlineData("/dev/fd/")]
    [InlineData("/proc/self/fd/")]
    public void A_stream_of_the_process_is_written_where_it_stands_so_that_nobody_writes_over_it(
        string folder
    )
    {
        var stream = File.OpenHandle(In("stream"), FileMode.Create, FileAccess.Write);
        string path = folder + stream.DangerousGetHandle();
        Assert.True(_files.IsDevice(path));
        using (var device = _files.OpenDevice(path))
        {
            device.Write("report"u8, 1000);
        }
        using (var output = new FileStream(stream, FileAccess.Write))
        {
            Assert.Equal(6, output.Position);
            output.Write(" and more"u8);
        }
        Assert.Equal("report and more", File.ReadAllText(In("stream")));
        Assert.Throws<IOException>(() => _files.OpenDevice("/dev/fd/123456"));
    }

    [Fact]
    public void What_stands_at_a_path_is_told_behind_links()
    {
        File.WriteAllText(In("file"), "");
        Directory.CreateDirectory(In("folder"));
        File.CreateSymbolicLink(In("link"), In("file"));
        File.CreateSymbolicLink(In("broken"), In("gone"));
        Assert.Equal(FileKind.File, _files.KindOf(In("file")));
        Assert.Equal(FileKind.File, _files.KindOf(In("link")));
        Assert.Equal(FileKind.Directory, _files.KindOf(In("folder")));
        Assert.Equal(FileKind.Device, _files.KindOf("/dev/null"));
        Assert.Equal(FileKind.Device, _files.KindOf("/dev/stdout"));
        foreach (string path in (string[])["", "\0", In("file\0"), In("broken"), In("file/x")])
        {
            Assert.Equal(FileKind.Absent, _files.KindOf(path));
            Assert.False(_files.FileExists(path));
        }
        Assert.True(_files.FileExists(In("link")));
        Assert.False(_files.FileExists(In("folder")));
        Assert.False(_files.FileExists(In("file") + "/"));
    }

    [Fact]
    public void Two_names_of_one_file_are_told_from_two_files()
    {
        string file = Path.Join(_folder, "file");
        File.WriteAllText(file, "text");
        File.WriteAllText(Path.Join(_folder, "equal"), "text");
        File.CreateSymbolicLink(Path.Join(_folder, "link"), "file");
        _files.Link(file, Path.Join(_folder, "name"));
        Assert.True(_files.AreSame(file, Path.Join(_folder, ".", "link")));
        Assert.True(_files.AreSame(Path.Join(_folder, "name"), file));
        Assert.True(_files.AreSame(_folder, Path.Join(_folder, "x", "..")));
        Assert.False(_files.AreSame(file, Path.Join(_folder, "equal")));
        Assert.False(_files.AreSame(Path.Join(_folder, "absent"), file));
        Assert.False(_files.AreSame(Path.Join(_folder, "absent"), Path.Join(_folder, "other")));
    }

    [Fact]
    public void The_time_of_the_last_change_is_exact_to_the_tick()
    {
        File.WriteAllText(In("file"), "");
        var time = new DateTime(1969, 12, 31, 23, 59, 58, DateTimeKind.Utc).AddTicks(7_654_321);
        File.SetLastWriteTimeUtc(In("file"), time);
        Assert.Equal(time, _files.LastWriteTime(In("file")));
        Assert.Equal(DateTimeKind.Utc, _files.LastWriteTime(In("file")).Kind);
        File.SetLastWriteTimeUtc(In("file"), time.AddYears(60));
        Assert.Equal(time.AddYears(60), _files.LastWriteTime(In("file")));
    }

    [Fact]
    public void Free_space_is_positive() => Assert.True(_files.FreeSpace(_folder) > 0);

    private string In(string name) => Path.Join(_folder, name);
}
