using Quiver.Model.Status;
using Quiver.Storage.Log;
using Quiver.Storage.Tests.Histories;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Concurrency;

/// <summary>Commits that share writes and syncs, on a disk that stops, fails or fills at every single call.</summary>
public sealed class SharedCommitTests
{
    private const string Folder = SharedCommits.Folder;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_at_any_call_keeps_all_acknowledged_commits_and_others_whole_and_in_order()
    {
        int seed = Random.Shared.Next();
        bool isDone = false;
        for (int crashAt = 1; !isDone; crashAt++)
        {
            var files = NewDatabase(seed);
            files.CrashAt = files.Steps + crashAt;
            var history = new SharedCommits(files, seed);
            await RunAsync(files, history);
            isDone = !files.HasCrashed;
            for (int restart = 0; restart < Nightly.Times(2, 20); restart++)
            {
                string told = $"seed {seed}, crash at call {crashAt}, restart {restart}";
                AssertHolds(files.Restart(seed + restart), history, told);
            }
        }
    }

    [Fact]
    public async Task An_error_at_any_call_keeps_all_acknowledged_commits_and_ends_writing_if_it_hit_the_log()
    {
        int seed = Random.Shared.Next();
        bool isDone = false;
        for (int failAt = 1; !isDone; failAt++)
        {
            string told = $"seed {seed}, error at call {failAt}";
            var files = NewDatabase(seed);
            int calls = 0;
            bool hasFailed = false;
            files.Fails = (_, _) =>
            {
                bool fails = ++calls == failAt;
                hasFailed |= fails;
                return fails;
            };
            var history = new SharedCommits(files, seed);
            await RunAsync(files, history);
            files.Fails = null;
            isDone = !hasFailed;
            AssertHolds(files.Restart(seed), history, told);
            AssertHolds(files, history, told);
        }
    }

    [Fact]
    public async Task A_disk_that_is_full_at_any_call_refuses_commits_whole_and_takes_later_ones()
    {
        int seed = Random.Shared.Next();
        bool isDone = false;
        int refused = 0;
        for (int fullAt = 1; !isDone; fullAt++)
        {
            string told = $"seed {seed}, full at call {fullAt}";
            var files = NewDatabase(seed);
            int calls = 0;
            bool wasFull = false;
            files.IsFull = (step, _) =>
            {
                bool isNow = ++calls == fullAt;
                wasFull |= isNow;
                return isNow && (step is SimulatedStep.Write or SimulatedStep.Create);
            };
            var history = new SharedCommits(files, seed);
            await RunAsync(files, history);
            files.IsFull = null;
            isDone = !wasFull;
            refused += history.Refused;
            Assert.True(history.Unknown == 0, told);
            // Nothing of a refused commit may come back, not even after a crash.
            foreach (var disk in new[] { files.Restart(seed), files })
            {
                using var database = Open(disk, told);
                using var graph = database.Latest();
                Assert.True(history.States[^1] == HistoryModel.Describe(graph), told);
            }
        }
        Assert.True(refused > 0);
    }

    [Fact]
    public async Task A_database_on_a_full_disk_is_read_only_and_heals_when_there_is_space()
    {
        var files = NewDatabase(1);
        using var database = Database.Open(files, Folder, DatabaseOptions.Default);
        await CommitAsync(database);
        using var open = await database.BeginWriteAsync(Cancellation);
        open.CreateNode();
        files.Free = LogLimits.ReservedBytes - 1;
        var error = await Assert.ThrowsAsync<CypherException>(async () => await open.CommitAsync());
        Assert.Equal(StatusCodes.TransactionLogError, error.Status);
        open.Dispose();
        Assert.Equal(WriteStatus.DiskFull, database.WriteStatus);
        await Assert.ThrowsAsync<CypherException>(async () =>
            await database.BeginWriteAsync(Cancellation)
        );
        using (var graph = database.Latest())
        {
            Assert.Equal(1, graph.Counts.Nodes);
        }
        files.Free = long.MaxValue;
        Assert.Equal(WriteStatus.Writable, database.WriteStatus);
        Assert.Equal(2, await CommitAsync(database));
        using var healed = database.Latest();
        Assert.Equal(2, healed.Counts.Nodes);
    }

    [Fact]
    public async Task An_id_that_only_an_uncommitted_transaction_has_seen_is_not_given_again_after_a_crash()
    {
        int seed = Random.Shared.Next();
        for (int i = 0; i < Nightly.Times(20, 500); i++, seed++)
        {
            var files = NewDatabase(seed);
            using var database = Database.Open(files, Folder, DatabaseOptions.Default);
            using var first = await database.BeginWriteAsync(Cancellation);
            var seen = first.CreateNode();
            await CommitAsync(database);
            if (i % 2 == 1)
            {
                await database.CheckpointAsync(Cancellation);
            }
            using var restarted = Open(files.Restart(seed), $"seed {seed}");
            using var second = await restarted.BeginWriteAsync(Cancellation);
            Assert.True(second.CreateNode().Value > seen.Value, $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_database_that_was_closed_goes_on_numbering_without_a_hole()
    {
        var files = NewDatabase(2);
        for (long node = 0; node < 3; node++)
        {
            using var database = Database.Open(files, Folder, DatabaseOptions.Default);
            using var transaction = await database.BeginWriteAsync(Cancellation);
            Assert.Equal(node, transaction.CreateNode().Value);
            await transaction.CommitAsync();
        }
    }

    [Fact]
    public async Task A_transaction_beyond_its_memory_fails_alone()
    {
        var files = NewDatabase(3);
        var options = new DatabaseOptions { TransactionLimitBytes = 1 << 20 };
        using var database = Database.Open(files, Folder, options);
        using var large = await database.BeginWriteAsync(Cancellation);
        var error = Assert.Throws<CypherException>(() =>
        {
            for (int i = 0; i < 1_000_000; i++)
            {
                large.CreateNode();
            }
        });
        Assert.Equal("Neo.TransientError.General.MemoryPoolOutOfMemoryError", error.Status.Code);
        large.Dispose();
        await CommitAsync(database);
        using var graph = database.Latest();
        Assert.Equal(1, graph.Counts.Nodes);
    }

    private static SimulatedFileSystem NewDatabase(int seed)
    {
        var files = new SimulatedFileSystem(seed);
        Database.CreateEmpty(files, Folder);
        return files;
    }

    private static async Task<long> CommitAsync(Database database)
    {
        using var transaction = await database.BeginWriteAsync(Cancellation);
        transaction.CreateNode();
        return await transaction.CommitAsync();
    }

    private static async Task RunAsync(SimulatedFileSystem files, SharedCommits history)
    {
        try
        {
            using var database = Database.Open(files, Folder, DatabaseOptions.Default);
            await history.RunAsync(database);
        }
        catch (IOException)
        {
            // The disk stopped or failed where nothing can be said but that.
        }
    }

    /// <summary>What is found is the graph after some commit, and no earlier than the last acknowledged one.</summary>
    private static void AssertHolds(SimulatedFileSystem files, SharedCommits history, string told)
    {
        for (int open = 0; open < 2; open++)
        {
            using var database = Open(files, told);
            using var graph = database.Latest();
            int found = history.States.LastIndexOf(HistoryModel.Describe(graph));
            Assert.True(found >= history.Acknowledged, $"{told}: {found}");
        }
    }

    private static Database Open(SimulatedFileSystem files, string told)
    {
        try
        {
            return Database.Open(files, Folder, DatabaseOptions.Default);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(told, error);
        }
    }
}
