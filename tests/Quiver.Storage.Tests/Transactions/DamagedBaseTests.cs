using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Generations;
using Quiver.Storage.Indexes;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Generations;

namespace Quiver.Storage.Tests.Transactions;

/// <summary>Commits over a base of which a block cannot be read any more.</summary>
public sealed class DamagedBaseTests
{
    private static readonly IFileSystem s_files = PosixFileSystem.Instance;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_becomes_visible_although_entries_of_an_index_cannot_be_made_for_it(
        bool callersWrite
    )
    {
        using var folder = new TemporaryFolder();
        var model = GraphModel.Random(new(9), [300], 900);
        var manifest = model.Write(s_files, folder.Path);
        using (var sound = Open(folder.Path, callersWrite))
        {
            using var schema = await sound.BeginSchemaAsync(Cancellation);
            var request = new IndexRequest
            {
                Entity = EntityKind.Node,
                LabelsOrTypes = ["L0"],
                Properties = ["k0", "k1"],
            };
            Assert.True((await schema.CreateIndexAsync(request, Cancellation)).IsDone);
            await schema.CommitAsync(Cancellation);
            await sound.AwaitIndexesAsync(Cancellation);
        }
        Damage(folder.Path, manifest, key: 1);

        using var database = Open(folder.Path, callersWrite);
        var labelled = new NodeId(
            model.Nodes.First(node => model.Labels[node].Contains(new LabelId(0)))
        );
        using (var creation = await database.BeginWriteAsync(Cancellation))
        {
            var node = creation.CreateNode(new LabelId(0));
            creation.SetProperty(node, new PropertyKeyId(0), Value.Integer(1));
            creation.SetProperty(node, new PropertyKeyId(1), Value.Integer(2));
            await creation.CommitAsync();
        }
        using (var graph = database.Latest())
        {
            // Whoever searches leaves the commit's entries behind, and those of the next one are made with it.
            Search(graph);
        }
        for (int value = 0; value < 3; value++)
        {
            using var change = await database.BeginWriteAsync(Cancellation);
            change.SetProperty(labelled, new PropertyKeyId(0), Value.Integer(value));
            long sequence = await change.CommitAsync();
            Assert.Equal(sequence, database.Sequence);
        }
        RequireDamage(database);
        Assert.True(await database.CheckpointAsync(Cancellation));
        RequireDamage(database);
        database.Dispose();
        using var reopened = Open(folder.Path, callersWrite);
        RequireDamage(reopened);
    }

    /// <summary>What is damaged is told to whoever asks for it.</summary>
    private static void RequireDamage(Database database)
    {
        using var graph = database.Latest();
        Assert.Throws<CorruptionException>(() => Search(graph));
    }

    private static Database Open(string folder, bool callersWrite) =>
        Database.Open(
            s_files,
            folder,
            DatabaseOptions.Default with
            {
                CallersWriteLog = callersWrite,
            }
        );

    private static int Search(Snapshot graph)
    {
        var cursor = graph.OpenIndex(graph.Schema.Indexes[^1]);
        cursor.Seek([IndexPredicate.Exact(Value.Integer(1))], isDescending: false);
        return cursor.Next(new long[64]);
    }

    /// <summary>Flips a bit in each block of a property of nodes.</summary>
    private static void Damage(string folder, Manifest manifest, int key)
    {
        using var generation = Generation.Open(s_files, folder, manifest);
        string path = Path.Join(folder, StoreFolders.Store, manifest.Files[0].Name);
        byte[] bytes = File.ReadAllBytes(path);
        foreach (var segment in generation.Directory.NodeSegments)
        {
            var columns = generation.Directory.Columns.AsSpan(
                segment.FirstColumn,
                segment.ColumnCount
            );
            foreach (var column in columns)
            {
                if (column.Has(key))
                {
                    bytes[column.Block.Offset + (column.Block.Length / 2)] ^= 1;
                }
            }
        }
        File.WriteAllBytes(path, bytes);
    }
}
