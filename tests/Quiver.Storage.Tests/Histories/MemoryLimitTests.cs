using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Histories;

/// <summary>What checkpoints hold in memory, and writers who are faster than they are.</summary>
public sealed class MemoryLimitTests
{
    private const string Folder = "/disk/databases/db";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transaction_begins_when_the_checkpoint_under_way_has_made_room()
    {
        var files = NewDatabase(1);
        var options = new DatabaseOptions { CheckpointLogBytes = 1, DeltaLimitBytes = 64 << 10 };
        using var database = Database.Open(files, Folder, options);
        using var gate = Gate.BeforeWrite(files, ".qpt");
        long nodes = 0;
        var begin = database.BeginWriteAsync(Cancellation).AsTask();
        // The first commit begins a checkpoint, which waits. Without room the commits after it would fail.
        while (begin.IsCompleted)
        {
            using var transaction = await begin;
            transaction.CreateNode([]);
            await transaction.CommitAsync();
            nodes++;
            begin = database.BeginWriteAsync(Cancellation).AsTask();
        }
        gate.Open();
        using (var transaction = await begin)
        {
            transaction.CreateNode([]);
            await transaction.CommitAsync();
            nodes++;
        }
        using var latest = database.Latest();
        Assert.Equal(nodes, latest.NodeCount);
    }

    [Fact]
    public async Task Patches_that_would_be_too_long_together_stay_apart()
    {
        const int Checkpoints = 9;
        int seed = Random.Shared.Next();
        var files = NewDatabase(seed);
        var changes = new RandomChanges(new Random(seed));
        var model = new HistoryModel();
        var options = new DatabaseOptions { FoldLimitBytes = 1 };
        using (var database = Database.Open(files, Folder, options))
        {
            for (int i = 0; i < Checkpoints; i++)
            {
                using (var transaction = await database.BeginWriteAsync(Cancellation))
                {
                    changes.Change(transaction, model, 12);
                    await transaction.CommitAsync();
                }
                Assert.True(await database.CheckpointAsync(Cancellation));
            }
            using var latest = database.Latest();
            Assert.True(model.Describe() == HistoryModel.Describe(latest), $"seed {seed}");
        }
        Assert.Equal(Checkpoints, files.List(Folder + "/store").Count);
        using var reopened = Database.Open(files, Folder, options);
        using var again = reopened.Latest();
        Assert.True(model.Describe() == HistoryModel.Describe(again), $"seed {seed}");
    }

    private static SimulatedFileSystem NewDatabase(int seed)
    {
        var files = new SimulatedFileSystem(seed);
        Database.CreateEmpty(files, Folder);
        return files;
    }
}
