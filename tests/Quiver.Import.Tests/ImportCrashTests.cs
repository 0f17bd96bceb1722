using System.Text;
using Quiver.Foundation;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Import.Tests;

/// <summary>Imports on a simulated disk that stops at every step, as in a power cut, or that is full from some step on.</summary>
public sealed class ImportCrashTests
{
    private const string Database = "/disk/databases/graph";
    private static readonly int Seeds = Nightly.Times(1, 8);

    [Fact]
    public void A_crash_at_any_step_leaves_the_old_database_or_the_new_and_the_import_can_be_resumed_or_repeated()
    {
        var expected = Undisturbed(out var old);
        var resumed = new SortedDictionary<int, int>();
        bool hasFinished = false;
        for (int step = 1; !hasFinished; step++)
        {
            for (int seed = 0; seed < Seeds; seed++)
            {
                var disk = Disk(seed);
                disk.CrashAt = disk.Steps + step;
                var claims = new CheckpointClaims(disk);
                hasFinished = TryRun(disk, resume: false) is null && !disk.HasCrashed;
                var restarted = disk.Restart(step + seed);
                string where = $"step {step}, seed {seed}, checkpoint {claims.Durable}";
                bool isOld = AssertOneOf(old, expected, restarted, where);
                bool isResumed = GoOn(restarted, expected, where);
                if (isOld && claims.Durable > 0)
                {
                    Assert.True(isResumed, where);
                    resumed[claims.Durable] = resumed.GetValueOrDefault(claims.Durable) + 1;
                }
            }
        }
        // Whatever checkpoint an import had synced when the power went, it went on from there or later.
        Assert.Equal([1, 2, 3, 4], resumed.Keys);
    }

    [Fact]
    public void A_disk_that_is_full_from_any_step_on_fails_the_import_with_what_and_where_and_once_there_is_room_it_goes_on()
    {
        var expected = Undisturbed(out var old);
        int resumed = 0;
        bool hasFinished = false;
        for (int step = 1; !hasFinished; step++)
        {
            var disk = Disk(step);
            int calls = 0;
            disk.Fails = (kind, _) =>
                kind is SimulatedStep.Write or SimulatedStep.Create && ++calls >= step;
            var failure = TryRun(disk, resume: false);
            disk.Fails = null;
            hasFinished = calls < step;
            string where = $"step {step}";
            if (failure is not null)
            {
                var known = Assert.IsType<ImportException>(failure);
                Assert.Equal(ImportErrorKind.InputOutput, known.Kind);
                Assert.Contains("/disk/", known.Message, StringComparison.Ordinal);
            }
            AssertOneOf(old, expected, disk, where);
            resumed += GoOn(disk, expected, where) ? 1 : 0;
        }
        Assert.True(resumed > 5, $"{resumed} were resumed");
    }

    /// <summary>Resumes, or repeats where there is nothing to resume; the result must be the undisturbed one. Returns whether it was resumed.</summary>
    private static bool GoOn(SimulatedFileSystem disk, ImportedGraph expected, string where)
    {
        var failure = TryRun(disk, resume: true);
        if (failure is not null)
        {
            Assert.True(failure is ImportException, $"{where}: {failure}");
            var again = TryRun(disk, resume: false);
            Assert.True(again is null, $"{where}: {failure} {again}");
        }
        var found = ImportedGraph.Read(disk, Database);
        Assert.True(AreEqual(expected, found), where);
        Assert.Empty(disk.List(Database + "/staging"));
        // What a publication that died left of the old database goes when somebody opens the new one.
        Quiver.Storage.Database.Open(disk, Database, DatabaseOptions.Default).Dispose();
        Assert.Equal(
            found.Manifest.FileNames.Order(StringComparer.Ordinal),
            disk.List(Database + "/store")
        );
        AssertIndexed(disk, where);
        return failure is null;
    }

    private static void AssertIndexed(SimulatedFileSystem disk, string where)
    {
        using var database = Quiver.Storage.Database.Open(disk, Database, DatabaseOptions.Default);
        using var graph = database.Latest();
        var index = graph.Schema.Definitions.FindIndex("unique_id");
        Assert.True(index is not null && graph.Schema.IsOnline(index), where);
        Assert.Single(graph.Schema.Constraints);
        var cursor = graph.OpenIndex(index);
        cursor.Seek([IndexPredicate.Exact(Value.String("17"))]);
        long[] ids = new long[2];
        Assert.True(cursor.Next(ids) == 1 && ids[0] == 17, where);
    }

    /// <summary>Returns whether it is the old one.</summary>
    private static bool AssertOneOf(
        ImportedGraph old,
        ImportedGraph expected,
        SimulatedFileSystem disk,
        string where
    )
    {
        var found = ImportedGraph.Read(disk, Database);
        bool isOld = AreEqual(old, found);
        Assert.True(isOld || AreEqual(expected, found), where);
        return isOld;
    }

    private static bool AreEqual(ImportedGraph one, ImportedGraph other) =>
        one.Nodes.SequenceEqual(other.Nodes)
        && one.Relationships.SequenceEqual(other.Relationships);

    private static ImportedGraph Undisturbed(out ImportedGraph old)
    {
        var disk = Disk(0);
        old = ImportedGraph.Read(disk, Database);
        Importer.Run(Options(disk), new RecordedProgress(), CancellationToken.None);
        return ImportedGraph.Read(disk, Database);
    }

    /// <summary>A disk with the input and an old database, all of it durable.</summary>
    private static SimulatedFileSystem Disk(int seed)
    {
        var disk = new SimulatedFileSystem(seed);
        disk.CreateDirectory("/disk/in");
        Write(disk, "old.csv", "id:ID\nold\n");
        var persons = Enumerable.Range(0, 40).Select(i => $"{i},name {i % 7},Role{i % 2}");
        Write(
            disk,
            "persons.csv",
            $"id:ID,name,:LABEL\n{string.Join('\n', persons)}\n3,twice,Role1\n"
        );
        var knows = Enumerable.Range(0, 60).Select(i => $"{i % 40},{i * 7 % 40},{i}");
        Write(
            disk,
            "knows.csv",
            $":START_ID,:END_ID,since:int\n{string.Join('\n', knows)}\n1,99,7\n"
        );
        foreach (string folder in new[] { "/disk/in", "/disk", "/" })
        {
            disk.SyncDirectory(folder);
        }
        var options = Options(disk) with
        {
            Nodes = [new NodeFileGroup(["Old"], ["/disk/in/old.csv"])],
            Relationships = [],
            Schema = [],
        };
        Importer.Run(options, new RecordedProgress(), CancellationToken.None);
        return disk;
    }

    private static void Write(SimulatedFileSystem disk, string name, string text)
    {
        using var handle = disk.CreateNew("/disk/in/" + name);
        handle.Write(Encoding.UTF8.GetBytes(text), 0);
        handle.SyncData();
    }

    private static ImportOptions Options(SimulatedFileSystem disk) =>
        new()
        {
            DatabaseName = "graph",
            DatabaseDirectory = Database,
            FileSystem = disk,
            Clock = new SlowClock(),
            Nodes = [new NodeFileGroup(["Person"], ["/disk/in/persons.csv"])],
            Relationships = [new RelationshipFileGroup("KNOWS", ["/disk/in/knows.csv"])],
            Schema =
            [
                new()
                {
                    Text = "unique id",
                    Constraint = new()
                    {
                        Name = "unique_id",
                        Kind = ConstraintKind.Uniqueness,
                        LabelOrType = "Person",
                        Properties = ["id"],
                    },
                },
            ],
            ReportFile = "/disk/import.report",
            SkipBadRelationships = true,
            SkipDuplicateNodes = true,
            OverwriteDestination = true,
            Threads = 2,
        };

    private static Exception? TryRun(SimulatedFileSystem disk, bool resume)
    {
        try
        {
            var options = Options(disk) with { Resume = resume };
            Importer.Run(options, new RecordedProgress(), CancellationToken.None);
            return null;
        }
        catch (Exception failure) when (failure is IOException or ImportException)
        {
            return failure;
        }
    }

    /// <summary>A clock by which every phase takes minutes, so that its checkpoint is worth syncing.</summary>
    private sealed class SlowClock : IClock
    {
        private long _now;

        public DateTimeOffset UtcNow => new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

        public long MonotonicNanoseconds => Interlocked.Add(ref _now, 60_000_000_000);
    }

    /// <summary>Sees which checkpoints a disk has durably: their folder was synced behind their rename, and the same thread or a later one went on.</summary>
    private sealed class CheckpointClaims
    {
        private readonly Lock _lock = new();
        private int _renamed;
        private int _synced;
        private bool _isSyncing;

        public CheckpointClaims(SimulatedFileSystem disk) => disk.Before = See;

        /// <summary>The number of the last such checkpoint; 0 for none.</summary>
        public int Durable { get; private set; }

        private void See(SimulatedStep step, string path)
        {
            if (Thread.CurrentThread.Name != "import checkpoint")
            {
                return;
            }
            lock (_lock)
            {
                if (_isSyncing)
                {
                    (_isSyncing, Durable) = (false, _synced);
                }
                string name = Path.GetFileName(path);
                if (
                    step == SimulatedStep.Rename
                    && name.StartsWith("checkpoint-", StringComparison.Ordinal)
                )
                {
                    _renamed = name["checkpoint-".Length] - '0';
                }
                else if (step == SimulatedStep.SyncDirectory && _renamed > _synced)
                {
                    _synced = _renamed;
                    _isSyncing = true;
                }
            }
        }
    }
}
