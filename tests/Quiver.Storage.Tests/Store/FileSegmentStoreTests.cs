using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Generations;
using Quiver.Storage.Store;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Store;

public sealed class FileSegmentStoreTests
{
    private const string Database = "/disk/graph";
    private static readonly byte[] Old = [1, 2, 3];
    private static readonly byte[] New = [4, 5, 6, 7];

    [Fact]
    public void What_was_put_survives_a_crash_and_is_read_and_mapped_until_it_is_deleted()
    {
        var disk = Disk();
        Assert.Empty(new FileSegmentStore(disk, Database).List());
        new FileSegmentStore(disk, Database).Put("patch", New);
        var restarted = disk.Restart(1);
        var store = new FileSegmentStore(restarted, Database);
        Assert.Equal(["patch"], store.List());
        using (var handle = store.OpenRead("patch"))
        {
            var read = new byte[New.Length + 1];
            Assert.Equal(New.Length, handle.Read(read, 0));
            Assert.Equal(New, read[..New.Length]);
        }
        using var region = store.Map("patch", New.Length);
        store.Delete("patch");
        Assert.Empty(store.List());
        Assert.Equal(New, Bytes(region));
        store.Delete("patch");
    }

    [Fact]
    public void A_crash_while_a_key_is_replaced_leaves_the_old_bytes_or_the_new()
    {
        var seen = new HashSet<int>();
        for (int step = 1; ; step++)
        {
            var disk = Disk();
            var store = new FileSegmentStore(disk, Database);
            store.Put("patch", Old);
            disk.CrashAt = disk.Steps + step;
            bool isPut = TryPut(store, New);
            var after = new FileSegmentStore(disk.Restart(step), Database);
            using var handle = after.OpenRead("patch");
            var found = new byte[handle.Length];
            handle.Read(found, 0);
            Assert.Equal(isPut || found.Length == New.Length ? New : Old, found);
            seen.Add(found.Length);
            if (!disk.HasCrashed)
            {
                break;
            }
        }
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void Another_length_than_the_manifest_says_is_damage()
    {
        var store = new FileSegmentStore(Disk(), Database);
        store.Put("patch", New);
        var damage = Assert.Throws<CorruptionException>(() => store.Map("patch", New.Length + 1));
        Assert.Contains(store.PathOf("patch"), damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sealed_blocks_stand_where_the_writer_said_and_take_no_key_that_is_in_use()
    {
        using var folder = new TemporaryFolder();
        var files = PosixFileSystem.Instance;
        var store = new FileSegmentStore(files, folder.Path + Path.DirectorySeparatorChar);
        store.Put(FileSegmentStore.NameOf(1), Old);
        string staging;
        using (var writer = store.Begin())
        {
            staging = writer.StagingDirectory;
            var address = writer.Append(New, Crc32C.Compute(New));
            Assert.Equal([FileSegmentStore.NameOf(1)], store.List());
            var file = Assert.Single(writer.Seal([FileSegmentStore.NameOf(2)], []));
            Assert.Equal(FileSegmentStore.NameOf(3), file.Name);
            using var region = store.Map(file.Name, file.Length);
            Assert.Equal(New, Bytes(region)[(int)address.Offset..][..address.Length]);
        }
        Assert.False(files.DirectoryExists(staging));
        Assert.Equal([FileSegmentStore.NameOf(1), FileSegmentStore.NameOf(3)], store.List());
    }

    [Fact]
    public void Beginning_deletes_what_a_dead_run_staged_and_nothing_that_was_sealed()
    {
        using var folder = new TemporaryFolder();
        var files = PosixFileSystem.Instance;
        var store = new FileSegmentStore(files, folder.Path);
        store.Put("patch", New);
        string dead = Path.Join(folder.Path, StoreFolders.Staging, "dead");
        files.CreateDirectory(dead);
        using var writer = store.Begin();
        Assert.False(files.DirectoryExists(dead));
        Assert.True(files.DirectoryExists(writer.StagingDirectory));
        Assert.Equal(["patch"], store.List());
    }

    private static SimulatedFileSystem Disk()
    {
        var disk = new SimulatedFileSystem(1);
        disk.CreateDirectory(Database);
        disk.SyncDirectory("/");
        disk.SyncDirectory("/disk");
        return disk;
    }

    private static bool TryPut(FileSegmentStore store, byte[] bytes)
    {
        try
        {
            store.Put("patch", bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static unsafe byte[] Bytes(IMappedRegion region) =>
        new ReadOnlySpan<byte>(region.Pointer, (int)region.Length).ToArray();
}
