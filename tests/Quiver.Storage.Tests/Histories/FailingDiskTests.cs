using Quiver.Model.Status;
using Quiver.Storage.Checks;
using Quiver.Storage.Log;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Histories;

/// <summary>A history that uses everything that writes, on a disk that stops, fails or fills up at every single call that changes it.</summary>
public sealed class FailingDiskTests
{
    private const string Folder = "/disk/databases/db";

    // In the fast form each run looks at every so-manieth call, beginning at another one.
    private static readonly int Stride = Nightly.Times(6, 1);

    [Fact]
    public async Task Without_failures_the_history_ends_as_it_should()
    {
        int seed = Random.Shared.Next();
        var files = NewDisk(seed);
        var history = new ScriptedHistory(seed, files);
        await history.RunAsync(() => Open(files));
        Assert.Equal(history.States.Count - 1, history.Acknowledged);
        await CheckAsync(files, history, $"seed {seed}");
    }

    [Fact]
    public async Task After_a_crash_at_any_call_all_is_there_that_was_acknowledged_and_nothing_by_half()
    {
        int seed = Random.Shared.Next();
        await ForEachCallAsync(
            seed,
            (files, call) => files.CrashAt = call,
            async (files, history, told) =>
            {
                for (int restart = 0; restart < 2; restart++)
                {
                    await CheckAsync(files.Restart(seed + restart), history, $"{told}, {restart}");
                }
            }
        );
    }

    [Fact]
    public async Task A_second_crash_while_the_first_is_recovered_from_loses_nothing_either()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        await ForEachCallAsync(
            seed,
            (files, call) => files.CrashAt = call,
            async (files, history, told) =>
            {
                for (int i = 0; i < 3; i++)
                {
                    var restarted = files.Restart(seed + i);
                    int second = random.Next(1, 24);
                    restarted.CrashAt = restarted.Steps + second;
                    await TryRecoverAsync(restarted);
                    await CheckAsync(restarted.Restart(seed), history, $"{told}, then {second}");
                }
            }
        );
    }

    [Fact]
    public async Task A_call_that_fails_loses_nothing()
    {
        int seed = Random.Shared.Next();
        await ForEachCallAsync(
            seed,
            (files, call) => files.Fails = (_, _) => files.Steps == call,
            async (files, history, told) =>
            {
                files.Fails = null;
                await CheckAsync(files.Restart(seed), history, $"{told}, power cut");
                await CheckAsync(files, history, $"{told}, process restarted");
            }
        );
    }

    [Fact]
    public async Task A_disk_that_is_full_from_any_call_on_loses_nothing()
    {
        int seed = Random.Shared.Next();
        await ForEachCallAsync(
            seed,
            (files, call) => files.IsFull = (step, _) => files.Steps >= call && NeedsSpace(step),
            async (files, history, told) =>
            {
                files.IsFull = null;
                await CheckAsync(files.Restart(seed), history, $"{told}, power cut");
                await CheckAsync(files, history, $"{told}, process restarted");
            }
        );
    }

    [Fact]
    public async Task A_checkpoint_that_met_a_full_disk_is_made_when_there_is_space()
    {
        int seed = Random.Shared.Next();
        var stop = TestContext.Current.CancellationToken;
        bool isDone = false;
        int refused = 0;
        for (int call = 1; !isDone; call++)
        {
            var files = NewDisk(seed);
            using var database = Open(files);
            var model = new HistoryModel();
            var changes = new RandomChanges(new Random(seed));
            for (int round = 0; round < 3; round++)
            {
                using (var transaction = await database.BeginWriteAsync(stop))
                {
                    changes.Change(transaction, model, 4);
                    await transaction.CommitAsync();
                }
                int full = files.Steps + call;
                files.IsFull = (step, _) => files.Steps >= full && NeedsSpace(step);
                try
                {
                    await database.CheckpointAsync(stop);
                    isDone = files.Steps < full;
                }
                catch (Exception error) when (error is IOException or CypherException)
                {
                    refused++;
                    files.IsFull = null;
                    Assert.Equal(WriteStatus.Writable, database.WriteStatus);
                    Assert.True(await database.CheckpointAsync(stop), $"seed {seed}, call {call}");
                }
                files.IsFull = null;
                using var graph = database.Latest();
                Assert.True(model.Describe() == HistoryModel.Describe(graph), $"seed {seed}");
            }
        }
        Assert.True(refused > 0, $"seed {seed}");
    }

    [Fact]
    public async Task A_checkpoint_is_made_of_the_space_that_commits_leave_free()
    {
        var stop = TestContext.Current.CancellationToken;
        var files = NewDisk(1);
        using var database = Open(files);
        using (var transaction = await database.BeginWriteAsync(stop))
        {
            transaction.CreateNode(transaction.Label("A"));
            await transaction.CommitAsync();
        }
        files.Free = LogLimits.ReservedBytes - 1;
        Assert.True(await database.CheckpointAsync(stop));
        await Assert.ThrowsAsync<CypherException>(async () =>
        {
            using var transaction = await database.BeginWriteAsync(stop);
            transaction.CreateNode();
            await transaction.CommitAsync();
        });
    }

    private static bool NeedsSpace(SimulatedStep step) =>
        step is SimulatedStep.Write or SimulatedStep.Create or SimulatedStep.CreateDirectory;

    /// <summary>Runs the history again and again, each time with a failure at a later call, until none is met.</summary>
    private static async Task ForEachCallAsync(
        int seed,
        Action<SimulatedFileSystem, int> arrange,
        Func<SimulatedFileSystem, ScriptedHistory, string, Task> check
    )
    {
        for (int call = 1 + (int)((uint)seed % (uint)Stride); ; call += Stride)
        {
            var files = NewDisk(seed);
            int before = files.Steps;
            arrange(files, before + call);
            var history = new ScriptedHistory(seed, files);
            try
            {
                await history.RunAsync(() => Open(files));
                if (files.Steps < before + call)
                {
                    return;
                }
            }
            catch (Exception error)
                when (files.Steps >= before + call
                    && error is IOException or CypherException or UnauthorizedAccessException
                )
            {
                // What was acknowledged until here must be there. A history that fails by itself would never end.
            }
            await check(files, history, $"seed {seed}, call {call}");
        }
    }

    private static SimulatedFileSystem NewDisk(int seed)
    {
        var files = new SimulatedFileSystem(seed);
        Database.CreateEmpty(files, Folder);
        return files;
    }

    private static Database Open(SimulatedFileSystem files) =>
        Database.Open(files, Folder, DatabaseOptions.Default);

    private static async Task TryRecoverAsync(SimulatedFileSystem files)
    {
        try
        {
            using var database = Open(files);
            await database.AwaitIndexesAsync(TestContext.Current.CancellationToken);
            await database.CheckpointAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception error) when (files.HasCrashed && error is IOException or CypherException)
        {
            // This is the second crash.
        }
    }

    /// <summary>Opens the database, holds it against the history, lets it finish its indexes, and checks all files before and after that.</summary>
    private static async Task CheckAsync(
        SimulatedFileSystem files,
        ScriptedHistory history,
        string told
    )
    {
        CheckFiles(files, $"{told}, before opening");
        using (var database = Reopen(files, told))
        {
            using var graph = database.Latest();
            int found = history.States.LastIndexOf(ScriptedHistory.Describe(graph));
            Assert.True(
                found >= history.Acknowledged,
                $"{told}: {found} of {history.Acknowledged}"
            );
            await database.AwaitIndexesAsync(TestContext.Current.CancellationToken);
            await database.CheckpointAsync(TestContext.Current.CancellationToken);
            using var after = database.Latest();
            Assert.All(
                after.Schema.Indexes,
                index =>
                    Assert.True(
                        after.Schema.IsOnline(index)
                            || (
                                index.OwningConstraint is { } owner
                                && after.Schema.Definitions.FindConstraint(owner) is null
                            ),
                        told
                    )
            );
        }
        CheckFiles(files, $"{told}, after checkpoint");
    }

    private static Database Reopen(SimulatedFileSystem files, string told)
    {
        try
        {
            return Open(files);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(told, error);
        }
    }

    private static void CheckFiles(SimulatedFileSystem files, string told)
    {
        var report = DatabaseCheck.Run(files, Folder, TestContext.Current.CancellationToken);
        Assert.True(report.IsSound, $"{told}: {string.Join("; ", report.Findings)}");
    }
}
