using Quiver.Foundation.IO;
using Quiver.Storage.Reading;
using Quiver.Storage.Tests.Generations;
using Quiver.Storage.Tests.Transactions;

namespace Quiver.Storage.Tests.Reading;

public sealed class TouchedRelationshipsTests
{
    private static readonly PosixFileSystem Files = PosixFileSystem.Instance;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Lists_that_are_kept_read_as_those_that_are_merged(int seed, bool isFull)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        GraphModel.Random(random, [60, 40], 400).Write(Files, folder.Path);
        using var database = Database.Open(Files, folder.Path, DatabaseOptions.Default);
        PlainGraph graph;
        using (var first = database.Latest())
        {
            graph = PlainGraph.Of(first);
        }
        var history = new RandomHistory(random);
        await ChangeAsync(database, history, graph, 120);
        using (var changed = database.Latest())
        {
            CompareOften(graph, changed, changed.Runs, isFull, "changed");
        }
        await database.CheckpointAsync(TestContext.Current.CancellationToken);
        using (var written = database.Latest())
        {
            CompareOften(graph, written, written.Pinned.Stack, isFull, "after a checkpoint");
        }

        await ChangeAsync(database, history, graph, 30);
        using var both = database.Latest();
        var patches = both.Pinned.Stack;
        Assert.Same(patches, both.Runs.Patches);
        long keptOfPatches = patches.Lists.Bytes;
        Assert.True(keptOfPatches > 0);
        CompareOften(graph, both, both.Runs, isFull, "changed again");
        Assert.True(patches.Lists.Bytes >= keptOfPatches);
    }

    private static void CompareOften(
        PlainGraph graph,
        Snapshot snapshot,
        RunStack runs,
        bool isFull,
        string context
    )
    {
        if (isFull)
        {
            // Room for what finds the touched nodes, and for hardly a list.
            Assert.True(runs.Lists.TryReserve(MergedLists.MaxBytes - (32 << 10)));
        }
        for (int round = 0; round < 3; round++)
        {
            SnapshotComparison.AssertEqual(graph, snapshot, $"{context}, round {round}");
        }
        Assert.InRange(runs.Lists.Bytes, 1, MergedLists.MaxBytes);
    }

    private static async Task ChangeAsync(
        Database database,
        RandomHistory history,
        PlainGraph graph,
        int changes
    )
    {
        const int ChangesPerCommit = 30;
        for (int done = 0; done < changes; done += ChangesPerCommit)
        {
            using var transaction = await database.BeginWriteAsync(
                TestContext.Current.CancellationToken
            );
            for (int i = 0; i < ChangesPerCommit; i++)
            {
                history.Change(transaction, graph);
            }
            await transaction.CommitAsync();
        }
    }
}
