using Quiver.Storage.Tests.Generations;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Histories;

/// <summary>Random histories of a database on a simulated disk, held against a plain graph in memory.</summary>
public sealed class DatabaseCrashTests
{
    private const string Folder = "/disk/databases/db";
    private static readonly int Histories = Nightly.Times(12, 500);

    [Fact]
    public async Task Every_snapshot_reads_like_the_model_of_its_commit_for_ever()
    {
        int seed = Random.Shared.Next();
        for (int i = 0; i < Histories; i++, seed++)
        {
            var files = new SimulatedFileSystem(seed);
            Database.CreateEmpty(files, Folder);
            await RunHistory(files, new HistoryModel(), seed);
        }
    }

    [Fact]
    public async Task The_same_holds_over_an_imported_base()
    {
        int seed = Random.Shared.Next();
        for (int i = 0; i < Histories; i++, seed++)
        {
            var files = new SimulatedFileSystem(seed);
            var graph = GraphModel.Random(new Random(seed), [25, 14], 60);
            graph.Write(files, Folder);
            await RunHistory(files, ModelOf(graph), seed);
        }
    }

    [Fact]
    public async Task A_crash_at_any_step_keeps_every_acknowledged_commit_and_no_half_one()
    {
        int seed = Random.Shared.Next();
        bool isDone = false;
        for (int crashAt = 1; !isDone; crashAt++)
        {
            var files = new SimulatedFileSystem(seed);
            Database.CreateEmpty(files, Folder);
            files.CrashAt = files.Steps + crashAt;
            List<string> states = [new HistoryModel().Describe()];
            int acknowledged = await CommitUntilCrash(files, states, seed);
            isDone = !files.HasCrashed;
            for (int restart = 0; restart < 3; restart++)
            {
                string told = $"seed {seed}, crash at step {crashAt}, restart {restart}";
                var restarted = files.Restart(seed + restart);
                for (int open = 0; open < 2; open++)
                {
                    using var database = Open(restarted, told);
                    using var latest = database.Latest();
                    // A commit may leave the graph as it was.
                    int found = states.LastIndexOf(HistoryModel.Describe(latest));
                    Assert.True(found >= acknowledged, $"{told}: {found} of {acknowledged}");
                }
            }
        }
    }

    [Fact]
    public void A_new_database_survives_a_crash_right_after_its_creation()
    {
        int seed = Random.Shared.Next();
        for (int i = Nightly.Times(20, 500); i > 0; i--, seed++)
        {
            var files = new SimulatedFileSystem(seed);
            Database.CreateEmpty(files, Folder);
            using var database = Open(files.Restart(seed), $"seed {seed}");
            Assert.Equal(0, database.Sequence);
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

    private static async Task RunHistory(SimulatedFileSystem files, HistoryModel model, int seed)
    {
        string told = $"seed {seed}";
        var random = new Random(seed);
        var history = new RandomChanges(random);
        var database = Open(files, told);
        var kept = new List<(Snapshot Graph, string Content)>();
        for (int i = 0; i < 14; i++)
        {
            var next = model.Clone();
            using (var transaction = await database.BeginWriteAsync(Cancellation))
            {
                history.Change(transaction, next, random.Next(1, 12));
                if (random.Next(5) > 0)
                {
                    await transaction.CommitAsync();
                    model = next;
                }
            }
            await MaybeCheckpoint(database, random);
            if (random.Next(6) == 0)
            {
                kept.ForEach(k => k.Graph.Dispose());
                kept.Clear();
                database.Dispose();
                files = files.Restart(seed);
                database = Open(files, told);
            }
            var latest = database.Latest();
            kept.Add((latest, model.Describe()));
            foreach (var (graph, content) in kept)
            {
                Assert.True(content == HistoryModel.Describe(graph), $"{told}, round {i}");
            }
        }
        kept.ForEach(k => k.Graph.Dispose());
        database.Dispose();
        CheckNoLeftovers(files);
    }

    private static async Task MaybeCheckpoint(Database database, Random random)
    {
        if (random.Next(2) == 0)
        {
            await database.CheckpointAsync(Cancellation);
        }
    }

    private static void CheckNoLeftovers(SimulatedFileSystem files)
    {
        using var database = Open(files, "the last opening");
        int patches = files
            .List(Folder + "/store")
            .Count(name => name.EndsWith(".qpt", StringComparison.Ordinal));
        Assert.InRange(patches, 0, 4);
    }

    private static async Task<int> CommitUntilCrash(
        SimulatedFileSystem files,
        List<string> states,
        int seed
    )
    {
        var random = new Random(seed);
        var history = new RandomChanges(random);
        var model = new HistoryModel();
        int acknowledged = 0;
        try
        {
            // Either way of writing the log is to hold.
            var options = DatabaseOptions.Default with
            {
                CallersWriteLog = seed % 2 == 0,
            };
            using var database = Database.Open(files, Folder, options);
            for (int i = 1; i <= 7; i++)
            {
                using (var transaction = await database.BeginWriteAsync(Cancellation))
                {
                    history.Change(transaction, model, 5);
                    states.Add(model.Describe());
                    await transaction.CommitAsync();
                    acknowledged = states.Count - 1;
                }
                if (i != 3)
                {
                    await database.CheckpointAsync(Cancellation);
                }
            }
        }
        catch (Exception) when (files.HasCrashed)
        {
            // What was acknowledged until here is what must be there.
        }
        return acknowledged;
    }

    private static HistoryModel ModelOf(GraphModel graph)
    {
        var model = new HistoryModel();
        foreach (var (id, labels) in graph.Labels)
        {
            var names = labels.Select(l => $"L{l.Value}");
            model.Nodes[id] = new(
                new(names, StringComparer.Ordinal),
                PropertiesOf(graph.NodeColumns, id)
            );
        }
        for (int id = 0; id < graph.Relationships.Count; id++)
        {
            var (type, start, end) = graph.Relationships[id];
            model.Relationships[id] = new(
                $"T{type.Value}",
                start.Value,
                end.Value,
                PropertiesOf(graph.RelationshipColumns, id)
            );
        }
        return model;
    }

    private static SortedDictionary<string, string> PropertiesOf(
        Dictionary<(int Segment, int Key), Quiver.Storage.Tests.Segments.ColumnModel> columns,
        long id
    )
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var ((segment, key), column) in columns)
        {
            int row = Storage.Segments.SegmentLayout.RowOf(id);
            if (
                segment == Storage.Segments.SegmentLayout.SegmentOf(id)
                && row < column.Values.Count
                && !column.Values[row].IsNull
            )
            {
                properties[$"k{key}"] = column.Values[row].ToString();
            }
        }
        return properties;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
