using System.Globalization;
using Quiver.Storage.Backups;
using Quiver.Storage.Checks;
using Quiver.Storage.Generations;
using Quiver.Storage.Tests.Histories;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Backups;

/// <summary>Backups taken anywhere in random histories, restored elsewhere and in place.</summary>
public sealed class BackupHistoryTests
{
    private const string Folder = "/disk/databases/db";
    private const string Backups = "/disk/backups";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_database_is_the_one_that_was_pinned_whatever_happens_while_it_is_copied()
    {
        for (int seed = 0; seed < Nightly.Times(6, 200); seed++)
        {
            var disk = NewDisk(seed);
            var random = new Random(seed);
            var model = new HistoryModel();
            var changes = new RandomChanges(random);
            var expected = new List<string>();
            using (var database = Database.Open(disk, Folder, DatabaseOptions.Default))
            {
                for (int backup = 0; backup < 4; backup++)
                {
                    await ChangeAsync(database, model, changes, random);
                    using var source = await database.PinForBackupAsync(Cancellation);
                    expected.Add(model.Describe());
                    Assert.Equal(model.Nodes.Count, source.NodeCount);
                    // Checkpoints now trim the log and delete files that the backup has still to copy.
                    await ChangeAsync(database, model, changes, random);
                    Write(disk, source, backup);
                }
            }
            for (int backup = 0; backup < expected.Count; backup++)
            {
                string copy = string.Create(
                    CultureInfo.InvariantCulture,
                    $"/disk/databases/copy{backup}"
                );
                Restore(disk, backup, copy, keepsIdentity: false);
                AssertHolds(disk, copy, expected[backup], $"seed {seed}, backup {backup}");
            }
        }
    }

    [Fact]
    public async Task A_database_restored_in_place_goes_on_and_forgets_what_came_after_the_backup()
    {
        for (int seed = 0; seed < Nightly.Times(6, 200); seed++)
        {
            var disk = NewDisk(100 + seed);
            var random = new Random(seed);
            var model = new HistoryModel();
            var changes = new RandomChanges(random);
            var database = Database.Open(disk, Folder, DatabaseOptions.Default);
            await ChangeAsync(database, model, changes, random);
            using (var source = await database.PinForBackupAsync(Cancellation))
            {
                Write(disk, source, 0);
            }
            var restored = model.Clone();
            await ChangeAsync(database, model, changes, random);

            using var archive = BackupArchive.Open(disk, PathOf(0));
            var restore = new BackupRestore(disk, archive, Folder);
            var generation = restore.Stage(archive.Find("db"), keepsIdentity: true, Cancellation);
            var next = await database.ReplaceAsync(generation, TimeSpan.Zero, onlyUnused: false);
            restore.Clean(generation, isPublished: true);

            Assert.Equal(database.DatabaseId, next!.DatabaseId);
            Assert.NotEqual(database.LogId, next.LogId);
            Assert.Empty(next.PredecessorLogIds);
            database.Dispose();
            // More checkpoints than patches are kept: none may take the name of a restored file.
            for (int round = 0; round < 4; round++)
            {
                await ChangeAsync(next, restored, changes, random);
            }
            next.Dispose();
            AssertHolds(disk, Folder, restored.Describe(), $"seed {seed}");
        }
    }

    [Fact]
    public async Task Indexes_and_constraints_come_back_with_the_data()
    {
        var disk = NewDisk(7);
        var history = new ScriptedHistory(7, disk);
        var databases = new List<Database>();
        string? expected = null;
        await history.RunAsync(() =>
        {
            var database = Database.Open(disk, Folder, DatabaseOptions.Default);
            databases.Add(database);
            return database;
        });
        using (var database = Database.Open(disk, Folder, DatabaseOptions.Default))
        {
            using var graph = database.Latest();
            expected = ScriptedHistory.Describe(graph);
            using var source = await database.PinForBackupAsync(Cancellation);
            Write(disk, source, 0);
        }
        Assert.Equal(2, databases.Count);

        Restore(disk, 0, "/disk/databases/copy", keepsIdentity: false);

        using var copy = Database.Open(disk, "/disk/databases/copy", DatabaseOptions.Default);
        await copy.AwaitIndexesAsync(Cancellation);
        using var after = copy.Latest();
        Assert.Equal(expected, ScriptedHistory.Describe(after));
        Assert.All(
            after.Schema.Indexes,
            index => Assert.True(after.Schema.IsOnline(index), index.Name)
        );
    }

    internal static SimulatedFileSystem NewDisk(int seed)
    {
        var disk = new SimulatedFileSystem(seed);
        disk.CreateDirectory(Backups);
        disk.CreateDirectory("/disk/databases");
        disk.SyncDirectory("/disk");
        disk.SyncDirectory("/");
        Database.CreateEmpty(disk, Folder);
        return disk;
    }

    internal static string PathOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Backups}/{number}.qbackup");

    internal static BackupSummary Write(SimulatedFileSystem disk, BackupSource source, int number)
    {
        using var writer = new BackupWriter(disk, PathOf(number), DateTimeOffset.UnixEpoch);
        writer.Add("db", source, Cancellation);
        return writer.Finish();
    }

    internal static void Restore(
        SimulatedFileSystem disk,
        int number,
        string directory,
        bool keepsIdentity
    )
    {
        using var archive = BackupArchive.Open(disk, PathOf(number));
        disk.CreateDirectory(directory);
        var restore = new BackupRestore(disk, archive, directory);
        var generation = restore.Stage(archive.Find("DB"), keepsIdentity, Cancellation);
        GenerationPublisher.Publish(disk, directory, generation);
        restore.Clean(generation, isPublished: true);
    }

    internal static void AssertHolds(
        SimulatedFileSystem disk,
        string directory,
        string expected,
        string place
    )
    {
        var report = DatabaseCheck.Run(disk, directory, Cancellation);
        Assert.True(report.IsSound, $"{place}: {string.Join("; ", report.Findings)}");
        using var database = Database.Open(disk, directory, DatabaseOptions.Default);
        using var graph = database.Latest();
        Assert.True(expected == HistoryModel.Describe(graph), $"{place}: another graph");
    }

    private static async Task ChangeAsync(
        Database database,
        HistoryModel model,
        RandomChanges changes,
        Random random
    )
    {
        for (int commit = random.Next(1, 5); commit > 0; commit--)
        {
            using (var transaction = await database.BeginWriteAsync(Cancellation))
            {
                changes.Change(transaction, model, random.Next(1, 12));
                await transaction.CommitAsync();
            }
            if (random.Next(2) == 0)
            {
                await database.CheckpointAsync(Cancellation);
            }
        }
    }
}
