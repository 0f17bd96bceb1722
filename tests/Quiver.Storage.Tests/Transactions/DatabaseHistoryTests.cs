using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Status;
using Quiver.Storage.Catalog;
using Quiver.Storage.Tests.Generations;

namespace Quiver.Storage.Tests.Transactions;

public sealed class DatabaseHistoryTests
{
    private static readonly PosixFileSystem Files = PosixFileSystem.Instance;

    [Fact]
    public async Task Random_histories_read_like_a_plain_graph_and_survive_reopening()
    {
        int seed = Environment.TickCount;
        for (int history = Nightly.Times(4, 200); history > 0; history--)
        {
            await RunHistory(seed + history, overBase: history % 2 == 1);
        }
    }

    [Fact]
    public async Task A_rolled_back_transaction_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var database = New(folder.Path);
        using (
            var transaction = await database.BeginWriteAsync(TestContext.Current.CancellationToken)
        )
        {
            transaction.CreateNode(transaction.Label("A"));
        }
        using var snapshot = database.Latest();
        Assert.Equal(0, snapshot.Counts.Nodes);
        Assert.Empty(SnapshotReading.Nodes(snapshot, LabelId.None));
        Assert.Equal(0, database.Sequence);
    }

    [Fact]
    public async Task A_snapshot_does_not_see_later_commits()
    {
        using var folder = new TemporaryFolder();
        using var database = New(folder.Path);
        using var before = database.Latest();
        using (
            var transaction = await database.BeginWriteAsync(TestContext.Current.CancellationToken)
        )
        {
            transaction.CreateNode();
            using var own = transaction.Read();
            Assert.Single(SnapshotReading.Nodes(own, LabelId.None));
            using var others = database.Latest();
            Assert.Empty(SnapshotReading.Nodes(others, LabelId.None));
            await transaction.CommitAsync();
        }
        Assert.Empty(SnapshotReading.Nodes(before, LabelId.None));
        using var after = database.Latest();
        Assert.Single(SnapshotReading.Nodes(after, LabelId.None));
    }

    [Fact]
    public async Task A_node_with_relationships_is_not_deleted_without_detach()
    {
        using var folder = new TemporaryFolder();
        using var database = New(folder.Path);
        using var transaction = await database.BeginWriteAsync(
            TestContext.Current.CancellationToken
        );
        var node = transaction.CreateNode();
        transaction.CreateRelationship(node, transaction.RelationshipType("R"), node);
        transaction.DeleteNode(node, detach: false);
        var error = await Assert.ThrowsAsync<CypherException>(async () =>
            await transaction.CommitAsync()
        );
        Assert.Equal("Neo.ClientError.Schema.ConstraintValidationFailed", error.Status.Code);
        Assert.Contains("still has relationships", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_of_what_is_not_there_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var database = New(folder.Path);
        using var transaction = await database.BeginWriteAsync(
            TestContext.Current.CancellationToken
        );
        var key = transaction.PropertyKey("p");
        Assert.Throws<CypherException>(() =>
            transaction.SetProperty(new NodeId(5), key, Model.Values.Value.True)
        );
        Assert.Throws<CypherException>(() => transaction.DeleteRelationship(new RelationshipId(5)));
        var node = transaction.CreateNode();
        transaction.DeleteNode(node, detach: true);
        Assert.Throws<CypherException>(() => transaction.AddLabel(node, transaction.Label("A")));
    }

    [Fact]
    public void A_database_is_open_once()
    {
        using var folder = new TemporaryFolder();
        using var database = New(folder.Path);
        Assert.Throws<DatabaseInUseException>(() =>
            Database.Open(Files, folder.Path, DatabaseOptions.Default)
        );
    }

    private static async Task RunHistory(int seed, bool overBase)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        if (overBase)
        {
            GraphModel.Random(random, [60, 40], 120).Write(Files, folder.Path);
        }
        else
        {
            Database.CreateEmpty(Files, folder.Path);
        }
        var database = Database.Open(Files, folder.Path, DatabaseOptions.Default);
        try
        {
            PlainGraph graph;
            using (var first = database.Latest())
            {
                graph = PlainGraph.Of(first);
            }
            var history = new RandomHistory(random);
            for (int step = 0; step < 25; step++)
            {
                string context = $"seed {seed}, step {step}";
                var changed = graph.Copy();
                using (
                    var transaction = await database.BeginWriteAsync(
                        TestContext.Current.CancellationToken
                    )
                )
                {
                    for (int left = random.Next(1, 15); left > 0; left--)
                    {
                        history.Change(transaction, changed);
                        if (random.Next(6) == 0)
                        {
                            using var own = transaction.Read();
                            SnapshotComparison.AssertEqual(changed, own, context + ", inside");
                        }
                    }
                    if (random.Next(5) > 0)
                    {
                        await transaction.CommitAsync();
                        graph = changed;
                    }
                }
                if (random.Next(6) == 0)
                {
                    database.Dispose();
                    database = Database.Open(Files, folder.Path, DatabaseOptions.Default);
                }
                using var snapshot = database.Latest();
                SnapshotComparison.AssertEqual(graph, snapshot, context);
            }
        }
        finally
        {
            database.Dispose();
        }
    }

    private static Database New(string folder)
    {
        Database.CreateEmpty(Files, folder);
        return Database.Open(Files, folder, DatabaseOptions.Default);
    }
}
