using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Checks;
using Quiver.Storage.Information;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Tests.Checks;

/// <summary>The check and the look at a database's files while another has it open, writes to it and replaces files.</summary>
public sealed class CheckBesideWriterTests
{
    private static readonly int Checks = Nightly.Times(12, 400);

    // A graph that only grew would take each check longer than the one before, by all that was written meanwhile.
    private const int MostNodes = 500;

    [Fact]
    public async Task Nothing_that_is_just_being_written_is_taken_for_damage()
    {
        var files = PosixFileSystem.Instance;
        using var folder = new TemporaryFolder();
        Database.CreateEmpty(files, folder.Path);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken
        );
        using var database = Database.Open(files, folder.Path, DatabaseOptions.Default);
        await database.CreateIndexAsync(
            new()
            {
                Kind = IndexKind.Range,
                Entity = EntityKind.Node,
                LabelsOrTypes = ["N"],
                Properties = ["number"],
            },
            stop.Token
        );
        Assert.True(await CheckWhileWrittenAsync(database, folder.Path, stop) > 0);
    }

    private static async Task<long> CheckWhileWrittenAsync(
        Database database,
        string folder,
        CancellationTokenSource stop
    )
    {
        var writing = Task.WhenAll(
            WriteAsync(database, stop.Token),
            CheckpointAsync(database, stop.Token)
        );
        long last = Check(database, folder, writing, stop.Token);
        await stop.CancelAsync();
        await writing;
        return last;
    }

    /// <summary>Checks again and again, until as many commits have come meanwhile; gives the sequence of the last look.</summary>
    private static long Check(
        Database database,
        string folder,
        Task writing,
        CancellationToken stop
    )
    {
        var files = PosixFileSystem.Instance;
        long first = database.Sequence;
        long last = 0;
        for (
            int i = 0;
            i < Checks || (database.Sequence < first + Checks && !writing.IsCompleted);
            i++
        )
        {
            long known = database.Sequence;
            var report = DatabaseCheck.Run(files, folder, stop);
            Assert.True(report.IsSound, string.Join("; ", report.Findings));
            using var graph = StoredDatabase.Latest(files, folder);
            Assert.True(graph.Sequence >= known, $"{graph.Sequence} after {known}");
            Assert.InRange(graph.Counts.Nodes, 0, MostNodes);
            Assert.Equal(graph.Counts.Nodes, graph.Counts.Relationships);
            last = graph.Sequence;
        }
        return last;
    }

    private static async Task WriteAsync(Database database, CancellationToken stop)
    {
        await Task.Yield();
        var nodes = new Queue<NodeId>();
        for (int number = 0; !stop.IsCancellationRequested; number++)
        {
            using var transaction = await database.BeginWriteAsync(CancellationToken.None);
            if (nodes.Count == MostNodes)
            {
                transaction.DeleteNode(nodes.Dequeue(), detach: true);
            }
            var node = transaction.CreateNode(transaction.Label("N"));
            transaction.SetProperty(node, transaction.PropertyKey("number"), Value.Integer(number));
            transaction.CreateRelationship(node, transaction.RelationshipType("R"), node);
            nodes.Enqueue(node);
            await transaction.CommitAsync();
        }
    }

    private static async Task CheckpointAsync(Database database, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await database.CheckpointAsync(CancellationToken.None);
            await Task.Delay(1, CancellationToken.None);
        }
    }
}
