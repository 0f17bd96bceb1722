using Quiver.Model.Status;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Histories;

/// <summary>Checkpoints beside readers and writers, and disks that fail under them.</summary>
public sealed class CheckpointTests
{
    private const string Folder = "/disk/databases/db";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commits_and_snapshots_go_on_while_a_checkpoint_writes()
    {
        int seed = Random.Shared.Next();
        var files = NewDatabase(seed);
        var changes = new RandomChanges(new Random(seed));
        var model = new HistoryModel();
        using (var database = Database.Open(files, Folder, DatabaseOptions.Default))
        {
            // Six rounds: patches are folded meanwhile too.
            for (int round = 0; round < 6; round++)
            {
                await Commit(database, changes, model, 15);
                string before = model.Describe();
                using var old = database.Latest();
                using var gate = Gate.BeforeWrite(files, ".qpt");
                var checkpoint = database.CheckpointAsync(Cancellation).AsTask();
                gate.AwaitCall();
                for (int i = 0; i < 4; i++)
                {
                    await Commit(database, changes, model, 6);
                }
                using (var during = database.Latest())
                {
                    Assert.True(model.Describe() == HistoryModel.Describe(during), $"seed {seed}");
                }
                Assert.False(checkpoint.IsCompleted);
                gate.Open();
                Assert.True(await checkpoint);
                Assert.True(before == HistoryModel.Describe(old), $"seed {seed}");
                using var after = database.Latest();
                Assert.True(model.Describe() == HistoryModel.Describe(after), $"seed {seed}");
            }
        }
        using var reopened = Database.Open(files.Restart(seed), Folder, DatabaseOptions.Default);
        using var latest = reopened.Latest();
        Assert.True(model.Describe() == HistoryModel.Describe(latest), $"seed {seed}");
    }

    [Fact]
    public async Task A_merged_patch_goes_when_the_last_snapshot_that_reads_it_is_closed()
    {
        var files = NewDatabase(3);
        var changes = new RandomChanges(new Random(3));
        var model = new HistoryModel();
        using var database = Database.Open(files, Folder, DatabaseOptions.Default);
        await Commit(database, changes, model, 8);
        Assert.True(await database.CheckpointAsync(Cancellation));
        Assert.False(await database.CheckpointAsync(Cancellation), "There was nothing to do.");
        var reader = database.Latest();
        string content = model.Describe();
        Assert.Single(files.List(Folder + "/store"));
        await Commit(database, changes, model, 8);
        await database.CheckpointAsync(Cancellation);
        Assert.Equal(2, files.List(Folder + "/store").Count);
        Assert.Equal(content, HistoryModel.Describe(reader));
        reader.Dispose();
        Assert.Single(files.List(Folder + "/store"));
    }

    [Fact]
    public async Task A_checkpoint_begins_by_itself_when_the_log_has_grown()
    {
        var files = NewDatabase(4);
        var changes = new RandomChanges(new Random(4));
        var model = new HistoryModel();
        var options = new DatabaseOptions { CheckpointLogBytes = 500 };
        using (var database = Database.Open(files, Folder, options))
        {
            for (int i = 0; i < 50 && !files.DirectoryExists(Folder + "/store"); i++)
            {
                await Commit(database, changes, model, 4);
            }
            // A database that is closed waits for a checkpoint that is under way, and begins none.
            await Eventually.HoldsAsync(() => files.DirectoryExists(Folder + "/store"));
        }
        using var reopened = Database.Open(files, Folder, options);
        Assert.NotEmpty(files.List(Folder + "/store"));
        using var latest = reopened.Latest();
        Assert.Equal(model.Describe(), HistoryModel.Describe(latest));
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_write_its_patch_changes_nothing_and_is_tried_again()
    {
        var files = NewDatabase(5);
        var changes = new RandomChanges(new Random(5));
        var model = new HistoryModel();
        using var database = Database.Open(files, Folder, DatabaseOptions.Default);
        await Commit(database, changes, model, 9);
        files.Fails = static (step, path) =>
            step == SimulatedStep.Write && path.EndsWith(".qpt", StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() =>
            database.CheckpointAsync(Cancellation).AsTask()
        );
        files.Fails = null;
        await Commit(database, changes, model, 9);
        Assert.True(await database.CheckpointAsync(Cancellation));
        using var latest = database.Latest();
        Assert.Equal(model.Describe(), HistoryModel.Describe(latest));
    }

    [Fact]
    public async Task A_failed_commit_is_unknown_ends_writing_and_leaves_reading()
    {
        var files = NewDatabase(6);
        var changes = new RandomChanges(new Random(6));
        var model = new HistoryModel();
        var next = new HistoryModel();
        using (var database = Database.Open(files, Folder, DatabaseOptions.Default))
        {
            await Commit(database, changes, model, 9);
            next = model.Clone();
            files.Fails = static (step, _) => step == SimulatedStep.Sync;
            var error = await Assert.ThrowsAsync<CypherException>(() =>
                Commit(database, changes, next, 5)
            );
            Assert.Equal(StatusCodes.TransactionCommitFailed, error.Status);
            files.Fails = null;
            await Assert.ThrowsAsync<CypherException>(() =>
                Commit(database, changes, model.Clone(), 5)
            );
            using var latest = database.Latest();
            Assert.Equal(model.Describe(), HistoryModel.Describe(latest));
        }
        string content;
        using (var reopened = Database.Open(files, Folder, DatabaseOptions.Default))
        {
            using var found = reopened.Latest();
            content = HistoryModel.Describe(found);
            Assert.Contains(content, (string[])[model.Describe(), next.Describe()]);
        }
        // What reopening showed must be on the disk, not only in the page cache that the failed sync left.
        using var restarted = Database.Open(files.Restart(6), Folder, DatabaseOptions.Default);
        using var kept = restarted.Latest();
        Assert.Equal(content, HistoryModel.Describe(kept));
    }

    [Fact]
    public async Task A_closed_database_takes_no_checkpoint()
    {
        var files = NewDatabase(7);
        var database = Database.Open(files, Folder, DatabaseOptions.Default);
        database.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() =>
            database.CheckpointAsync(Cancellation).AsTask()
        );
    }

    private static SimulatedFileSystem NewDatabase(int seed)
    {
        var files = new SimulatedFileSystem(seed);
        Database.CreateEmpty(files, Folder);
        return files;
    }

    private static async Task Commit(
        Database database,
        RandomChanges changes,
        HistoryModel model,
        int count
    )
    {
        using var transaction = await database.BeginWriteAsync(Cancellation);
        changes.Change(transaction, model, count);
        await transaction.CommitAsync();
    }
}
