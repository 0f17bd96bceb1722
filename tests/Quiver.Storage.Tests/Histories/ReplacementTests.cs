using Quiver.Model.Status;
using Quiver.Storage.Catalog;
using Quiver.Storage.Checks;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Generations;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Histories;

/// <summary>Full generations that take the place of a database that is open, read and written to.</summary>
public sealed class ReplacementTests
{
    private const string Folder = "/disk/databases/db";

    private static readonly GraphModel Old = GraphModel.Random(new(1), [40], 60);
    private static readonly GraphModel New = GraphModel.Random(new(2), [55, 20], 90);
    private static readonly TimeSpan NoPatience = TimeSpan.Zero;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Snapshots_keep_the_old_graph_and_its_files_until_the_last_one_is_closed()
    {
        var files = new SimulatedFileSystem(1);
        Old.Write(files, Folder);
        var old = Database.Open(files, Folder, DatabaseOptions.Default);
        long committed = await AddNode(old);
        var before = old.Latest();
        string text = HistoryModel.Describe(before);
        string[] oldFiles = [.. files.List(Folder + "/store")];

        var generation = New.Seal(files, Folder, out var writer);
        using var next = await old.ReplaceAsync(generation, NoPatience, onlyUnused: false);
        writer.Dispose();

        Assert.NotNull(next);
        Assert.Equal(1, committed);
        Assert.Equal(text, HistoryModel.Describe(before));
        using (var late = old.Latest())
        {
            Assert.Equal(text, HistoryModel.Describe(late));
        }
        using var after = next.Latest();
        Assert.Equal(New.Labels.Count, after.Counts.Nodes);
        Assert.Equal([old.LogId], next.PredecessorLogIds);
        Assert.Equal(2, ManifestFile.Read(files, Folder).Generation);
        old.Dispose();
        Assert.Equal(text, HistoryModel.Describe(before));
        Assert.Superset(oldFiles.ToHashSet(), files.List(Folder + "/store").ToHashSet());
        before.Dispose();
        Assert.Equal(generation.Manifest.Files.Select(f => f.Name), files.List(Folder + "/store"));
    }

    [Fact]
    public async Task What_is_committed_afterwards_is_there_when_the_database_is_opened_again()
    {
        var files = new SimulatedFileSystem(2);
        Old.Write(files, Folder);
        var old = Database.Open(files, Folder, DatabaseOptions.Default);
        await AddNode(old);
        var generation = New.Seal(files, Folder, out var writer);
        using (var next = await old.ReplaceAsync(generation, NoPatience, onlyUnused: false))
        {
            writer.Dispose();
            old.Dispose();
            Assert.Throws<DatabaseInUseException>(() =>
                Database.Open(files, Folder, DatabaseOptions.Default)
            );
            Assert.Equal(1, await AddNode(next!));
            Assert.True(await next!.CheckpointAsync(Cancellation));
            Assert.Equal(3, await AddNode(next));
        }
        using var reopened = Database.Open(files.Restart(2), Folder, DatabaseOptions.Default);
        using var graph = reopened.Latest();
        Assert.Equal(New.Labels.Count + 2, graph.Counts.Nodes);
    }

    [Fact]
    public async Task Indexes_of_a_database_that_was_replaced_are_not_built_any_more()
    {
        var files = new SimulatedFileSystem(4);
        Old.Write(files, Folder);
        int written = 0;
        using var old = Database.Open(files, Folder, DatabaseOptions.Default);
        using var gate = new Gate(
            files,
            (step, path) =>
            {
                bool isIndex =
                    step == SimulatedStep.Create && path.EndsWith(".qix", StringComparison.Ordinal);
                Interlocked.Add(ref written, isIndex ? 1 : 0);
                return isIndex;
            }
        );
        foreach (string key in (string[])["k0", "k1", "k2"])
        {
            await old.CreateIndexAsync(
                new()
                {
                    Kind = IndexKind.Range,
                    Entity = EntityKind.Node,
                    LabelsOrTypes = ["L0"],
                    Properties = [key],
                },
                Cancellation
            );
        }
        gate.AwaitCall();
        var generation = New.Seal(files, Folder, out var writer);
        using var next = await old.ReplaceAsync(generation, NoPatience, onlyUnused: false);
        writer.Dispose();
        gate.Open();
        await old.AwaitIndexesAsync(Cancellation);
        Assert.Equal(1, written);
        Assert.DoesNotContain(
            files.List(Folder + "/store"),
            name => name.EndsWith(".qix", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_open_transaction_may_end_in_time_and_fails_so_that_it_can_be_retried_otherwise()
    {
        var files = new SimulatedFileSystem(3);
        Old.Write(files, Folder);
        var old = Database.Open(files, Folder, DatabaseOptions.Default);
        var generation = New.Seal(files, Folder, out var writer);
        var slow = await old.BeginWriteAsync(Cancellation);
        slow.CreateNode();
        var replacing = old.ReplaceAsync(generation, TimeSpan.FromMinutes(1), onlyUnused: false)
            .AsTask();
        Assert.False(replacing.IsCompleted);
        Assert.Equal(1, await slow.CommitAsync());
        var second = (await replacing)!;
        writer.Dispose();

        var refused = await Assert.ThrowsAsync<CypherException>(async () =>
            await old.BeginWriteAsync(Cancellation)
        );
        Assert.Equal(StatusCodes.DatabaseUnavailable, refused.Status);
        var lingering = await second.BeginWriteAsync(Cancellation);
        lingering.CreateNode();
        generation = Old.Seal(files, Folder, out writer);
        using var third = await second.ReplaceAsync(generation, NoPatience, onlyUnused: false);
        writer.Dispose();
        var failed = await Assert.ThrowsAsync<CypherException>(async () =>
            await lingering.CommitAsync()
        );
        Assert.Equal(StatusCodes.DatabaseUnavailable, failed.Status);
        lingering.Dispose();
        using var graph = third!.Latest();
        Assert.Equal(Old.Labels.Count, graph.Counts.Nodes);
        old.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task A_database_that_was_ever_used_is_not_taken_for_unused()
    {
        var files = new SimulatedFileSystem(4);
        Database.CreateEmpty(files, Folder);
        Assert.True(Database.IsUnused(files, Folder));
        using (var opened = Database.Open(files, Folder, DatabaseOptions.Default))
        {
            Assert.True(opened.IsNeverUsed);
        }
        Assert.True(Database.IsUnused(files, Folder));
        using (var database = Database.Open(files, Folder, DatabaseOptions.Default))
        {
            await AddNode(database);
            var generation = New.Seal(files, Folder, out var writer);
            Assert.Null(await database.ReplaceAsync(generation, NoPatience, onlyUnused: true));
            writer.Dispose();
            Assert.Equal(2, await AddNode(database));
        }
        Assert.False(Database.IsUnused(files, Folder));
        using (var database = Database.Open(files, Folder, DatabaseOptions.Default))
        {
            Assert.True(await database.CheckpointAsync(Cancellation));
        }
        Assert.False(Database.IsUnused(files, Folder));
    }

    [Fact]
    public async Task A_generation_that_cannot_be_read_changes_nothing()
    {
        var files = new SimulatedFileSystem(5);
        Old.Write(files, Folder);
        using var database = Database.Open(files, Folder, DatabaseOptions.Default);
        var generation = New.Seal(files, Folder, out var writer);
        string lost = Path.Join(Folder, "store", generation.Manifest.Files[0].Name);
        files.DeleteFile(lost);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
            await database.ReplaceAsync(generation, NoPatience, onlyUnused: false)
        );
        writer.Dispose();
        Assert.False(database.IsReplaced);
        Assert.Equal(1, await AddNode(database));
        using var graph = database.Latest();
        Assert.Equal(Old.Labels.Count + 1, graph.Counts.Nodes);
    }

    [Fact]
    public async Task A_crash_at_any_step_leaves_the_old_database_with_its_commits_or_the_new()
    {
        var seen = new HashSet<string>();
        bool finished = false;
        for (int step = 1; !finished; step++)
        {
            var files = new SimulatedFileSystem(step);
            Old.Write(files, Folder);
            var old = Database.Open(files, Folder, DatabaseOptions.Default);
            await AddNode(old);
            var generation = New.Seal(files, Folder, out var writer);
            files.CrashAt = files.Steps + step;
            bool replaced = await TryReplace(old, generation);
            finished = !files.HasCrashed;
            for (int seed = 0; seed < 3; seed++)
            {
                string state = State(files.Restart(seed * 1000 + step));
                seen.Add(state);
                Assert.True(state is "old" or "new", $"step {step}, seed {seed}: {state}");
                Assert.True(!replaced || state == "new", $"step {step}, seed {seed}: {state}");
            }
        }
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task A_disk_that_fails_at_any_step_leaves_the_old_database_or_the_new_and_says_so()
    {
        for (int failing = 1; failing < 40; failing++)
        {
            var files = new SimulatedFileSystem(failing);
            Old.Write(files, Folder);
            var old = Database.Open(files, Folder, DatabaseOptions.Default);
            await AddNode(old);
            var generation = New.Seal(files, Folder, out var writer);
            int calls = 0;
            files.Fails = (_, _) => ++calls == failing;
            bool replaced = await TryReplace(old, generation);
            files.Fails = null;
            using (var readable = old.Latest())
            {
                Assert.Equal(Old.Labels.Count + 1, readable.Counts.Nodes);
            }
            old.Dispose();
            string state = State(files.Restart(failing));
            Assert.True(
                state == "new" || (!replaced && state == "old"),
                $"call {failing}: {state}"
            );
        }
    }

    private static async Task<bool> TryReplace(Database old, SealedGeneration generation)
    {
        try
        {
            using var next = await old.ReplaceAsync(generation, NoPatience, onlyUnused: false);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<long> AddNode(Database database)
    {
        using var transaction = await database.BeginWriteAsync(Cancellation);
        transaction.CreateNode(transaction.Label("L0"));
        return await transaction.CommitAsync();
    }

    /// <summary>Which database is there, whole: "old" with its commit, or "new"; anything else is what is wrong with it.</summary>
    private static string State(SimulatedFileSystem files)
    {
        var report = DatabaseCheck.Run(files, Folder, Cancellation);
        if (!report.IsSound)
        {
            return string.Join("; ", report.Findings);
        }
        using var database = Database.Open(files, Folder, DatabaseOptions.Default);
        using var graph = database.Latest();
        long nodes = graph.Counts.Nodes;
        return nodes == New.Labels.Count ? "new"
            : nodes == Old.Labels.Count + 1 ? "old"
            : $"{nodes} nodes";
    }
}
