using Quiver.Model;
using Quiver.Storage.Delta;
using Quiver.Storage.Increments;
using Quiver.Storage.Manifests;
using Quiver.Storage.Reading;
using Quiver.Storage.Store;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Increments;

public sealed class ChunkMergeTests
{
    [Fact]
    public void A_run_that_several_threads_write_is_that_of_one_thread_and_passes_all_checks()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var files = new SimulatedFileSystem(1);
        Database.CreateEmpty(files, SmallIncrement.Folder);
        using var database = SmallIncrement.Open(files);
        using var before = database.Latest();
        for (int round = 0; round < 20; round++)
        {
            var chunks = MakeChunks(files, random);
            var alone = Put(database.Store, before, chunks, "adopted-alone", int.MaxValue);
            var together = Put(database.Store, before, chunks, "adopted-together", 0);
            var direct = Put(database.Store, before, chunks, "adopted-direct", 0, true);
            Assert.Equal(alone with { Name = "" }, together with { Name = "" });
            Assert.Equal(alone with { Name = "" }, direct with { Name = "" });
            PatchReader.OpenAdopted(database.Store, direct).Dispose();
            // This compares the checksum, and looks at every order.
            using var run = PatchReader.OpenAdopted(database.Store, together);
            int relationships = chunks.Sum(static chunk => chunk.Relationships.Length);
            Assert.Equal(relationships, run.Relationships.Length);
            Assert.Equal(relationships, run.Outgoing.Length);
            Assert.Equal(relationships, run.Incoming.Length);
            Assert.Equal(
                new RunBalance(run.NodeBalance, run.RelationshipBalance, run.MayChangeLabels),
                RunBalance.Of(chunks)
            );
            database.Store.Delete(alone.Name);
            database.Store.Delete(together.Name);
            database.Store.Delete(direct.Name);
            Array.ForEach(chunks, static chunk => chunk.Dispose());
        }
    }

    private static PatchFile Put(
        IStoreFiles store,
        Snapshot before,
        ChangeRun[] chunks,
        string name,
        int writtenAtOnce,
        bool passesCache = false
    )
    {
        var merge = new ChunkMerge(chunks, firstNode: 1000, firstRelationship: 2000)
        {
            Source = "chunks",
            NewNodes = 40,
            TypeCount = 3,
            WrittenAtOnce = writtenAtOnce,
            PassesCache = passesCache,
        };
        return merge.Put(store, name, before, created => created.ToArray(), [], (5000, 5000));
    }

    private static ChangeRun[] MakeChunks(SimulatedFileSystem files, Random random)
    {
        string folder = Increment.FolderOf(SmallIncrement.Folder, Guid.NewGuid());
        files.CreateDirectory(folder);
        var chunks = new IncrementChunks();
        var writers = new IncrementWriter[1 + random.Next(3)];
        for (int i = 0; i < writers.Length; i++)
        {
            writers[i] = new(files, folder, chunks);
        }
        int nodes = random.Next(40);
        for (int i = 0; i < nodes; i++)
        {
            var writer = writers[random.Next(writers.Length)];
            writer.BeginNode(new(IncrementIds.First + i), random.Next(2) == 0 ? [] : [3, 5]);
            for (int key = 0; key < random.Next(4); key++)
            {
                writer.AddNodeProperty(key, ValueOf(random));
            }
        }
        int relationships = nodes == 0 ? 0 : random.Next(100);
        for (int i = 0; i < relationships; i++)
        {
            var writer = writers[random.Next(writers.Length)];
            writer.BeginRelationship(
                new(IncrementIds.First + i),
                new(new(random.Next(3)), Node(), Node())
            );
            for (int key = 0; key < random.Next(3); key++)
            {
                writer.AddRelationshipProperty(key, ValueOf(random));
            }
        }
        Array.ForEach(writers, static writer => writer.Flush());
        return
        [
            .. chunks.Files.Select(chunk =>
                PatchReader.Open(
                    chunk.Name,
                    FileSegmentStore.Map(
                        files.OpenRead(Path.Join(folder, chunk.Name)),
                        chunk.Length
                    ),
                    chunk
                )
            ),
        ];

        NodeId Node() => new(IncrementIds.First + random.Next(nodes));
    }

    private static byte[] ValueOf(Random random)
    {
        byte[] value = new byte[random.Next(30)];
        random.NextBytes(value);
        return value;
    }
}
