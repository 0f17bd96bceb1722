using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Checks;
using Quiver.Storage.Increments;
using Quiver.Storage.Information;
using Quiver.Storage.Kept;
using Quiver.Storage.Tests.Backups;
using Quiver.Storage.Tests.Histories;
using Quiver.Storage.Tests.Simulation;
using static Quiver.Storage.Tests.Increments.SmallIncrement;

namespace Quiver.Storage.Tests.Increments;

public sealed class IncrementMergeTests
{
    private static readonly MergeOptions Lenient = new()
    {
        SkipDuplicateNodes = true,
        SkipBadRelationships = true,
        SkipGoneNodes = true,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merged_increment_is_what_a_model_says_with_and_without_writers_meanwhile()
    {
        for (int round = 0; round < Nightly.Times(12, 2000); round++)
        {
            int seed = Random.Shared.Next();
            try
            {
                await RunAsync(seed);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}", error);
            }
        }
    }

    [Fact]
    public async Task Without_leave_nothing_is_merged_that_does_not_fit_any_more()
    {
        var files = await NewAsync();
        using var database = Open(files);
        var gone = await CreateAsync(database, 1);
        var increment = Build(
            files,
            database,
            writer =>
            {
                var record = new RelationshipRecord(new(0), new(IncrementIds.First), new(gone));
                writer.BeginNode(new(IncrementIds.First), []);
                writer.BeginRelationship(new(IncrementIds.First), record);
            }
        );
        using (var transaction = await database.BeginWriteAsync(Stop))
        {
            transaction.DeleteNode(new(gone), detach: true);
            await transaction.CommitAsync();
        }
        using var before = database.Latest();
        await Assert.ThrowsAsync<MergeConflictException>(async () =>
            await database.MergeAsync(increment, new MergeOptions(), Stop)
        );
        Assert.Equal(
            [new MergeConflict(MergeConflictKind.EndGone, IncrementIds.First, gone)],
            LeftOutFile.Read(files, increment.Folder)
        );
        using var after = database.Latest();
        Assert.Equal(before.Sequence, after.Sequence);
        Assert.Equal(HistoryModel.Describe(before), HistoryModel.Describe(after));
    }

    [Fact]
    public async Task What_a_constraint_does_not_allow_stops_the_merge_or_is_left_out()
    {
        var files = await NewAsync();
        using var database = Open(files);
        await CreateAsync(database, 7);
        var increment = Build(
            files,
            database,
            writer =>
            {
                writer.BeginNode(new(IncrementIds.First), [0]);
                writer.AddNodeProperty(0, [(byte)ValueKind.Integer, 14]);
            }
        );
        var refused = await Assert.ThrowsAsync<MergeConflictException>(async () =>
            await database.MergeAsync(increment, new MergeOptions(), Stop)
        );
        Assert.False(refused.IsOneTooMany);
        Assert.Equal(1, Count(database));
        var options = Lenient with { Tolerance = 0 };
        refused = await Assert.ThrowsAsync<MergeConflictException>(async () =>
            await database.MergeAsync(increment, options, Stop)
        );
        Assert.True(refused.IsOneTooMany);
        Assert.Equal(1, Count(database));
        var merged = await database.MergeAsync(increment, Lenient, Stop);
        var left = Assert.Single(merged.LeftOut);
        Assert.Equal((MergeConflictKind.NodeViolates, "unique"), (left.Kind, left.Constraint));
        Assert.Equal(merged.LeftOut, LeftOutFile.Read(files, increment.Folder));
        Assert.Equal(1, Count(database));
    }

    [Fact]
    public async Task The_state_before_is_kept_also_where_nothing_is_left_to_be_merged()
    {
        var files = await NewAsync();
        using var database = Open(files);
        await CreateAsync(database, 7);
        var clash = Build(
            files,
            database,
            static writer =>
            {
                writer.BeginNode(new(IncrementIds.First), [0]);
                writer.AddNodeProperty(0, [(byte)ValueKind.Integer, 14]);
            }
        );
        var empty = Build(files, database, static _ => { });
        Assert.Empty(empty.Chunks);
        foreach (var (increment, name) in new[] { (clash, "clash"), (empty, "empty") })
        {
            long before = database.Sequence;
            string content = Describe(database);
            var options = Lenient with { KeepAs = name };
            Assert.Equal(before, (await database.MergeAsync(increment, options, Stop)).Sequence);
            await CreateAsync(database, (int)before + 100);
            await database.CheckpointAsync(Stop);
            string folder = KeptGenerations.FolderOf(Folder, name);
            using var kept = StoredDatabase.Latest(files, folder);
            Assert.Equal(content, HistoryModel.Describe(kept));
            Assert.True(DatabaseCheck.Run(files, folder, Stop).IsSound);
        }
    }

    [Fact]
    public async Task A_merge_waits_for_open_writers_and_gives_up_when_they_do_not_end()
    {
        var files = await NewAsync();
        using var database = Open(files);
        var increment = Build(
            files,
            database,
            static writer => writer.BeginNode(new(IncrementIds.First), [])
        );
        var options = new MergeOptions
        {
            Patience = TimeSpan.Zero,
            LongestPause = TimeSpan.FromMilliseconds(1),
        };
        using (var transaction = await database.BeginWriteAsync(Stop))
        {
            transaction.CreateNode();
            await Assert.ThrowsAsync<StorageException>(async () =>
                await database.MergeAsync(increment, options, Stop)
            );
            Assert.Contains(
                "it waits for a moment without open writing transactions",
                ReadNote(files, database),
                StringComparison.Ordinal
            );
            Assert.Null(MergeLock.FindMerge(files, database.Directory));
            await transaction.CommitAsync();
        }
        await database.MergeAsync(increment, options, Stop);
        Assert.Equal(2, database.Latest().NodeCount);
        Assert.Single(Adopted(files));
    }

    [Fact]
    public async Task A_merge_finds_its_moment_between_writers_who_follow_each_other_without_a_gap()
    {
        var files = await NewAsync();
        using var database = Open(files);
        var increment = Build(
            files,
            database,
            static writer => writer.BeginNode(new(IncrementIds.First), [])
        );
        using var merged = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        async Task WriteAsync(int offset)
        {
            await Task.Delay(10 * offset, Stop);
            while (!merged.IsCancellationRequested)
            {
                using var transaction = await database.BeginWriteAsync(Stop);
                await Task.Delay(30, Stop);
            }
        }
        Task[] writers = [WriteAsync(0), WriteAsync(1), WriteAsync(2)];
        var options = new MergeOptions
        {
            LongestPause = TimeSpan.FromMilliseconds(1),
            UsualPausesOnly = TimeSpan.Zero,
            EmergencyPause = TimeSpan.FromSeconds(10),
        };
        await database.MergeAsync(increment, options, Stop);
        await merged.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Equal(1, database.Latest().NodeCount);
    }

    private static string ReadNote(SimulatedFileSystem files, Database database)
    {
        using var handle = files.OpenRead(Path.Join(database.Directory, MergeLock.FileName));
        byte[] text = new byte[handle.Length];
        return System.Text.Encoding.ASCII.GetString(text, 0, handle.Read(text, 0));
    }

    [Fact]
    public async Task An_increment_is_merged_once_however_often_it_is_asked_for()
    {
        var files = await NewAsync();
        Increment increment;
        using (var database = Open(files))
        {
            increment = Build(
                files,
                database,
                static writer => writer.BeginNode(new(IncrementIds.First), [])
            );
            await database.MergeAsync(increment, new MergeOptions(), Stop);
            await database.MergeAsync(increment, new MergeOptions(), Stop);
        }
        // As after a crash right behind the commit.
        files.DeleteFile(increment.Folder + "/merged");
        for (int i = 0; i < 2; i++)
        {
            using var database = Open(files);
            await database.MergeAsync(increment, new MergeOptions(), Stop);
            await database.CheckpointAsync(Stop);
            await CreateAsync(database, i);
            await database.CheckpointAsync(Stop);
            Assert.Equal(2 + i, database.Latest().NodeCount);
        }
    }

    [Fact]
    public async Task Many_small_increments_of_a_database_that_nobody_else_opens_leave_few_files()
    {
        const int Merges = 200;
        const int MostFiles = 30;
        var files = await NewAsync();
        for (int i = 0; i < Merges; i++)
        {
            using var database = Open(files);
            var increment = Build(
                files,
                database,
                static writer => writer.BeginNode(new(IncrementIds.First), [0])
            );
            await database.MergeAsync(increment, new MergeOptions(), Stop);
            Assert.InRange(Adopted(files).Count, 0, 8);
            Assert.InRange(files.List(Folder + "/store").Count, 1, MostFiles);
            Assert.InRange(files.List(Folder + "/log").Count, 1, MostFiles);
        }
        using var last = Open(files);
        using var graph = last.Latest();
        Assert.Equal(Merges, graph.NodeCount);
    }

    [Fact]
    public async Task Keys_that_writers_and_merges_give_at_the_same_time_are_given_once()
    {
        const int Range = 60;
        var files = await NewAsync();
        using var database = Open(files);
        await CreateAsync(database, Range);
        var writer = Task.Run(
            async () =>
            {
                for (int number = 0; number < Range; number++)
                {
                    await TryCreateAsync(database, number);
                }
            },
            Stop
        );
        for (int from = 0; from < Range; from += 10)
        {
            using var graph = database.Latest();
            int first = from;
            var increment = Build(
                files,
                database,
                w =>
                {
                    for (int i = 0; i < 10; i++)
                    {
                        w.BeginNode(new(IncrementIds.First + i), [0]);
                        w.AddNodeProperty(0, [(byte)ValueKind.Integer, (byte)((first + i) * 2)]);
                    }
                },
                newNodes: 10,
                sequence: 0
            );
            await database.MergeAsync(increment, Lenient, Stop);
        }
        await writer;
        Assert.Equal(Range + 1, database.Latest().NodeCount);
        await database.CheckpointAsync(Stop);
        CheckFiles(files);
    }

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var files = await NewAsync();
        var database = Open(files);
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        var backups = new List<string>();
        files.CreateDirectory(Path.GetDirectoryName(BackupHistoryTests.PathOf(0))!);
        try
        {
            var model = new HistoryModel();
            var changes = new RandomChanges(random);
            for (int round = 0; round < 3; round++)
            {
                await ChangeAsync(database, model, changes, random);
                var increment = RandomIncrement.Build(files, database, model, random);
                for (int writes = random.Next(3); writes > 0; writes--)
                {
                    await ChangeAsync(database, model, changes, random);
                }
                if (random.Next(3) == 0)
                {
                    await database.CheckpointAsync(Stop);
                }
                var ids = database.IdLimits;
                string before = model.Describe();
                string name = random.Next(2) == 0 ? $"round-{round}" : "";
                using (var inFlight = database.Latest())
                {
                    using var backup = await database.PinForBackupAsync(Stop);
                    await database.MergeAsync(
                        increment.Increment,
                        Lenient with
                        {
                            KeepAs = name,
                        },
                        Stop
                    );
                    // Also where nothing was merged.
                    Assert.Equal(name.Length > 0, KeptGenerations.Exists(files, Folder, name));
                    if (name.Length > 0)
                    {
                        kept.Add(name, before);
                    }
                    if (random.Next(2) == 0)
                    {
                        await database.CheckpointAsync(Stop);
                    }
                    Assert.Equal(before, HistoryModel.Describe(inFlight));
                    BackupHistoryTests.Write(files, backup, backups.Count);
                    backups.Add(before);
                }
                increment.Apply(model, ids);
                Hold(database, model);
                using (var backup = await database.PinForBackupAsync(Stop))
                {
                    BackupHistoryTests.Write(files, backup, backups.Count);
                    backups.Add(model.Describe());
                }
                using (var stored = StoredDatabase.Latest(files, Folder))
                {
                    Assert.Equal(model.Describe(), HistoryModel.Describe(stored));
                }
                if (random.Next(2) == 0)
                {
                    await ChangeAsync(database, model, changes, random);
                }
                if (random.Next(2) == 0)
                {
                    await database.CheckpointAsync(Stop);
                    Hold(database, model);
                }
                if (random.Next(2) == 0)
                {
                    database.Dispose();
                    CheckFiles(files);
                    database = Open(files);
                    Hold(database, model);
                }
            }
            await database.CheckpointAsync(Stop);
            Hold(database, model);
        }
        finally
        {
            database.Dispose();
        }
        CheckFiles(files);
        foreach (var (name, content) in kept)
        {
            string folder = KeptGenerations.FolderOf(Folder, name);
            using var graph = StoredDatabase.Latest(files, folder);
            Assert.Equal(content, HistoryModel.Describe(graph));
            Assert.True(DatabaseCheck.Run(files, folder, Stop).IsSound);
        }
        for (int backup = 0; backup < backups.Count; backup++)
        {
            string copy = $"/disk/databases/copy{backup}";
            BackupHistoryTests.Restore(files, backup, copy, keepsIdentity: false);
            BackupHistoryTests.AssertHolds(files, copy, backups[backup], $"backup {backup}");
        }
        Assert.True(Adopted(files).Count <= 3);
    }

    /// <summary>Random changes, and a node with a key that nobody has.</summary>
    private static async Task ChangeAsync(
        Database database,
        HistoryModel model,
        RandomChanges changes,
        Random random
    )
    {
        using var transaction = await database.BeginWriteAsync(Stop);
        changes.Change(transaction, model, 6);
        var number = Value.Integer(random.Next(RandomIncrement.Numbers));
        bool isTaken = model.Nodes.Values.Any(node =>
            node.Properties.GetValueOrDefault(RandomIncrement.UniqueKey) == number.ToString()
        );
        if (!isTaken)
        {
            var node = transaction.CreateNode(transaction.Label(RandomIncrement.UniqueLabel));
            transaction.SetProperty(
                node,
                transaction.PropertyKey(RandomIncrement.UniqueKey),
                number
            );
            model.Nodes.Add(
                node.Value,
                new(
                    new(StringComparer.Ordinal) { RandomIncrement.UniqueLabel },
                    new(StringComparer.Ordinal) { [RandomIncrement.UniqueKey] = number.ToString() }
                )
            );
        }
        await transaction.CommitAsync();
    }

    private static string Describe(Database database)
    {
        using var graph = database.Latest();
        return HistoryModel.Describe(graph);
    }

    private static void Hold(Database database, HistoryModel model)
    {
        using var graph = database.Latest();
        Assert.Equal(model.Describe(), HistoryModel.Describe(graph));
    }

    private static async Task TryCreateAsync(Database database, int number)
    {
        try
        {
            await CreateAsync(database, number);
        }
        catch (CypherException error) when (error.Status == StatusCodes.ConstraintValidationFailed)
        {
            // A merge came first.
        }
    }

    private static List<string> Adopted(SimulatedFileSystem files) =>
        [
            .. files
                .List(Folder + "/store")
                .Where(static name => name.StartsWith("adopted-", StringComparison.Ordinal)),
        ];
}
