using Quiver.Storage.Backups;
using Quiver.Storage.Checks;
using Quiver.Storage.Tests.Histories;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Backups;

/// <summary>Backups and restores that are cut short, and backups that are damaged.</summary>
public sealed class BackupFailureTests
{
    private const string Folder = "/disk/databases/db";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_at_any_step_leaves_no_backup_under_its_name_or_a_whole_one()
    {
        bool finished = false;
        var seen = new HashSet<bool>();
        for (int step = 1; !finished; step++)
        {
            var (disk, _) = await PreparedAsync(step);
            using var database = Database.Open(disk, Folder, DatabaseOptions.Default);
            using var source = await database.PinForBackupAsync(Cancellation);
            disk.CrashAt = disk.Steps + step;
            finished = Try(() => BackupHistoryTests.Write(disk, source, 0)) && !disk.HasCrashed;

            var after = disk.Restart(step);
            bool exists = after.FileExists(BackupHistoryTests.PathOf(0));
            seen.Add(exists);
            Assert.True(exists || !finished);
            if (exists)
            {
                using var archive = BackupArchive.Open(after, BackupHistoryTests.PathOf(0));
                Assert.Single(archive.Verify(Cancellation).Databases);
            }
        }
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task A_crash_at_any_step_of_a_restore_leaves_the_old_database_or_the_restored_one()
    {
        bool finished = false;
        var seen = new HashSet<string>();
        for (int step = 1; !finished; step += Nightly.Times(3, 1))
        {
            var (disk, restored) = await PreparedAsync(step);
            string old;
            using (var database = Database.Open(disk, Folder, DatabaseOptions.Default))
            {
                using (var source = await database.PinForBackupAsync(Cancellation))
                {
                    BackupHistoryTests.Write(disk, source, 0);
                }
                using (var transaction = await database.BeginWriteAsync(Cancellation))
                {
                    transaction.CreateNode(transaction.Label("Later"));
                    await transaction.CommitAsync();
                }
                using var graph = database.Latest();
                old = HistoryModel.Describe(graph);
            }
            disk.CrashAt = disk.Steps + step;
            finished =
                Try(() => BackupHistoryTests.Restore(disk, 0, Folder, keepsIdentity: true))
                && !disk.HasCrashed;

            var after = disk.Restart(step);
            var report = DatabaseCheck.Run(after, Folder, Cancellation);
            Assert.True(report.IsSound, $"step {step}: {string.Join("; ", report.Findings)}");
            using var opened = Database.Open(after, Folder, DatabaseOptions.Default);
            using var found = opened.Latest();
            string text = HistoryModel.Describe(found);
            seen.Add(text);
            Assert.True(text == restored || (!finished && text == old), $"step {step}");
        }
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task A_full_disk_leaves_nothing_of_a_backup_and_nothing_of_a_restore()
    {
        var (disk, expected) = await PreparedAsync(3);
        using (var database = Database.Open(disk, Folder, DatabaseOptions.Default))
        {
            using var source = await database.PinForBackupAsync(Cancellation);
            int writes = 0;
            disk.IsFull = (step, _) => step == SimulatedStep.Write && ++writes > 2;
            Assert.ThrowsAny<IOException>(() => BackupHistoryTests.Write(disk, source, 0));
            disk.IsFull = null;
            Assert.Empty(disk.List("/disk/backups"));
            BackupHistoryTests.Write(disk, source, 0);
        }
        disk.Free = 1 << 20;
        Assert.ThrowsAny<StorageException>(() =>
            BackupHistoryTests.Restore(disk, 0, "/disk/databases/copy", keepsIdentity: false)
        );
        Assert.Empty(disk.List("/disk/databases/copy"));
        BackupHistoryTests.AssertHolds(disk, Folder, expected, "the source");
    }

    [Fact]
    public async Task A_backup_never_replaces_a_file()
    {
        var (disk, _) = await PreparedAsync(4);
        using var database = Database.Open(disk, Folder, DatabaseOptions.Default);
        using var source = await database.PinForBackupAsync(Cancellation);
        var first = BackupHistoryTests.Write(disk, source, 0);

        Assert.Throws<StorageException>(() => BackupHistoryTests.Write(disk, source, 0));

        using var archive = BackupArchive.Open(disk, first.Path);
        Assert.Equal(first.Checksum, archive.Verify(Cancellation).Checksum);
    }

    [Fact]
    public async Task Any_changed_byte_is_found_and_nothing_of_it_is_restored()
    {
        var (disk, _) = await PreparedAsync(5);
        using (var database = Database.Open(disk, Folder, DatabaseOptions.Default))
        {
            using var source = await database.PinForBackupAsync(Cancellation);
            BackupHistoryTests.Write(disk, source, 0);
        }
        string path = BackupHistoryTests.PathOf(0);
        int length = disk.ReadAll(path).Length;
        var random = new Random(5);
        for (int i = 0; i < Nightly.Times(150, 5_000); i++)
        {
            int at = i < BackupFormat.HeaderBytes ? i : random.Next(length);
            byte mask = (byte)(1 << random.Next(8));
            disk.Damage(path, bytes => Flipped(bytes, at, mask));
            Assert.ThrowsAny<StorageException>(() =>
            {
                using var archive = BackupArchive.Open(disk, path);
                archive.Verify(Cancellation);
            });
            disk.Damage(path, bytes => Flipped(bytes, at, mask));
        }
        disk.Damage(path, bytes => Flipped(bytes, 100, 1));
        Assert.ThrowsAny<StorageException>(() =>
            BackupHistoryTests.Restore(disk, 0, "/disk/databases/copy", keepsIdentity: false)
        );
        Assert.False(disk.FileExists("/disk/databases/copy/MANIFEST"));
    }

    [Fact]
    public async Task A_changed_byte_stops_the_restore_of_the_database_to_which_it_belongs_and_of_no_other()
    {
        var (disk, _) = await PreparedAsync(7);
        using (var database = Database.Open(disk, Folder, DatabaseOptions.Default))
        {
            using var first = await database.PinForBackupAsync(Cancellation);
            using var second = await database.PinForBackupAsync(Cancellation);
            using var writer = new BackupWriter(
                disk,
                BackupHistoryTests.PathOf(0),
                DateTimeOffset.UnixEpoch
            );
            writer.Add("db", first, Cancellation);
            writer.Add("other", second, Cancellation);
            writer.Finish();
        }
        string path = BackupHistoryTests.PathOf(0);
        long begin;
        long end;
        using (var archive = BackupArchive.Open(disk, path))
        {
            begin = archive.Find("other").Files[0].Offset;
            end = begin + archive.Find("other").Bytes;
        }
        int length = disk.ReadAll(path).Length;
        var random = new Random(8);
        var seen = new HashSet<bool>();
        for (int i = 0; i < Nightly.Times(24, 500); i++)
        {
            int at = random.Next(length);
            byte mask = (byte)(1 << random.Next(8));
            disk.Damage(path, bytes => Flipped(bytes, at, mask));
            bool isOfOther = at >= begin && at < end;
            seen.Add(isOfOther);
            string folder = $"/disk/databases/copy{i}";
            bool isRestored = Try(() =>
                BackupHistoryTests.Restore(disk, 0, folder, keepsIdentity: false)
            );
            Assert.True(isRestored == isOfOther, $"byte {at} of {length}");
            Assert.Equal(isOfOther, disk.FileExists($"{folder}/MANIFEST"));
            disk.Damage(path, bytes => Flipped(bytes, at, mask));
        }
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task What_was_cut_off_anywhere_is_no_backup()
    {
        var (disk, _) = await PreparedAsync(6);
        using (var database = Database.Open(disk, Folder, DatabaseOptions.Default))
        {
            using var source = await database.PinForBackupAsync(Cancellation);
            BackupHistoryTests.Write(disk, source, 0);
        }
        string path = BackupHistoryTests.PathOf(0);
        byte[] whole = disk.ReadAll(path);
        for (int length = 0; length < whole.Length; length += 1 + (length / 16))
        {
            int kept = length;
            disk.Damage(path, _ => whole[..kept]);
            Assert.ThrowsAny<StorageException>(() =>
            {
                using var archive = BackupArchive.Open(disk, path);
            });
        }
    }

    [Theory]
    [InlineData("MANIFEST", true)]
    [InlineData("store/store-000001.qst", true)]
    [InlineData("log/commit-00000001.qlg", true)]
    [InlineData("store/../../../etc/passwd", false)]
    [InlineData("store/..", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("store/a/b", false)]
    [InlineData("other/file", false)]
    [InlineData("store/", false)]
    [InlineData("LOCK", false)]
    [InlineData("", false)]
    public void Paths_in_a_backup_lead_into_the_database_folder_only(string path, bool isValid) =>
        Assert.Equal(isValid, BackedUpPaths.IsValid(path));

    private static byte[] Flipped(byte[] bytes, int at, byte mask)
    {
        bytes[at] ^= mask;
        return bytes;
    }

    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<(SimulatedFileSystem Disk, string Content)> PreparedAsync(int seed)
    {
        var disk = BackupHistoryTests.NewDisk(seed);
        var model = new HistoryModel();
        var changes = new RandomChanges(new Random(11));
        using var database = Database.Open(disk, Folder, DatabaseOptions.Default);
        for (int i = 0; i < 3; i++)
        {
            using (var transaction = await database.BeginWriteAsync(Cancellation))
            {
                changes.Change(transaction, model, 10);
                await transaction.CommitAsync();
            }
            if (i == 1)
            {
                await database.CheckpointAsync(Cancellation);
            }
        }
        return (disk, model.Describe());
    }
}
